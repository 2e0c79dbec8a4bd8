package io.prescale.training.evaluation;

import io.prescale.training.series.ActualSeries;
import java.util.Arrays;
import java.util.List;

/**
 * The slots that methods are measured on at one horizon: in the test part, measured, and forecast
 * by every method. Otherwise a method could look better by keeping silent where it is difficult.
 */
final class SharedTargets {
  private SharedTargets() {}

  /** Indexes of the slots, rising. */
  static int[] of(ActualSeries actual, List<MethodTrack> tracks, int horizon) {
    int[] slots = new int[Math.max(0, actual.length() - actual.testStart())];
    int count = 0;
    for (int slot = actual.testStart(); slot < actual.length(); slot++) {
      if (actual.isMeasured(slot) && allForecast(tracks, horizon, slot)) {
        slots[count++] = slot;
      }
    }
    return Arrays.copyOf(slots, count);
  }

  private static boolean allForecast(List<MethodTrack> tracks, int horizon, int slot) {
    for (MethodTrack track : tracks) {
      if (!track.track().hasForecast(horizon, slot)) {
        return false;
      }
    }
    return true;
  }
}
