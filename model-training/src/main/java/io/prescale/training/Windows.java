package io.prescale.training;

import java.util.Arrays;

/** Windows of several timelines, each named by timeline and newest slot. */
final class Windows {
  private int[] timelines = new int[1024];
  private int[] newest = new int[1024];
  private int size;

  void add(int timeline, int newestIndex) {
    if (size == timelines.length) {
      timelines = Arrays.copyOf(timelines, size * 2);
      newest = Arrays.copyOf(newest, size * 2);
    }
    timelines[size] = timeline;
    newest[size] = newestIndex;
    size++;
  }

  int size() {
    return size;
  }

  /** Number of the timeline of a window. */
  int timeline(int window) {
    return timelines[window];
  }

  /** Index of a window's newest slot in its timeline. */
  int newest(int window) {
    return newest[window];
  }
}
