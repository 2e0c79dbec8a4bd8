package io.prescale.simulator.backtest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Thins values out for a line of limited width: of each bin of neighbours its lowest and its
 * highest, so that no peak is lost however short it is. Positions in the middle of a run of equal
 * values, which add nothing to a line, go too.
 */
final class Extremes {
  private Extremes() {}

  /**
   * The positions that are kept, in order: the first, the last, and at most two of each bin. A bin
   * without any number keeps one {@code NaN}, which interrupts the line.
   *
   * @param bins at least 1
   */
  static int[] positions(int count, int bins, IntToDoubleFunction value) {
    List<Integer> kept = new ArrayList<>();
    if (count <= 2 * bins) {
      for (int index = 0; index < count; index++) {
        kept.add(index);
      }
    } else {
      add(kept, 0);
      for (int bin = 0; bin < bins; bin++) {
        keep(kept, edge(bin, bins, count), edge(bin + 1, bins, count), value);
      }
      add(kept, count - 1);
    }
    return withoutMiddles(kept, value);
  }

  /** First position of a bin. */
  static int edge(int bin, int bins, int count) {
    return (int) ((long) bin * count / bins);
  }

  private static void keep(List<Integer> kept, int from, int to, IntToDoubleFunction value) {
    int lowest = from;
    int highest = from;
    for (int index = from; index < to; index++) {
      double here = value.applyAsDouble(index);
      if (Double.isNaN(value.applyAsDouble(lowest)) || here < value.applyAsDouble(lowest)) {
        lowest = index;
      }
      if (Double.isNaN(value.applyAsDouble(highest)) || here > value.applyAsDouble(highest)) {
        highest = index;
      }
    }
    add(kept, Math.min(lowest, highest));
    add(kept, Math.max(lowest, highest));
  }

  private static void add(List<Integer> kept, int index) {
    if (kept.isEmpty() || kept.get(kept.size() - 1) < index) {
      kept.add(index);
    }
  }

  private static int[] withoutMiddles(List<Integer> kept, IntToDoubleFunction value) {
    List<Integer> ends = new ArrayList<>();
    for (int at = 0; at < kept.size(); at++) {
      boolean inside = at > 0 && at < kept.size() - 1;
      double here = value.applyAsDouble(kept.get(at));
      if (!inside
          || here != value.applyAsDouble(kept.get(at - 1))
          || here != value.applyAsDouble(kept.get(at + 1))) {
        ends.add(kept.get(at));
      }
    }
    return ends.stream().mapToInt(Integer::intValue).toArray();
  }
}
