package io.prescale.simulator.backtest.report;

import io.prescale.simulator.backtest.result.PolicyTrace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Some hours of a series that went badly for a policy.
 *
 * @param from index of the first minute
 * @param to index after the last minute
 * @param violationMinutes minutes above the threshold
 * @param severity how far above, summed over the minutes, percent-minutes
 */
record HourWindow(int from, int to, int violationMinutes, double severity) {
  private static final int MINUTES = 180;
  private static final int STEP = 15;

  /** One minute without any instance must not hide hours of overload. */
  private static final double HIGHEST_UTILIZATION = 500;

  /**
   * The worst windows that do not overlap, worst first; fewer if there is less overload.
   *
   * @param threshold utilisation that violates the service level objective, percent
   */
  static List<HourWindow> worst(PolicyTrace trace, double threshold, int most) {
    List<HourWindow> candidates = new ArrayList<>();
    int minutes = trace.utilization().length;
    for (int start = 0; start == 0 || start + MINUTES < minutes + STEP; start += STEP) {
      int from = Math.max(0, Math.min(start, minutes - MINUTES));
      HourWindow window =
          of(trace, threshold, from, Math.min(minutes, from + MINUTES)).centred(trace, threshold);
      if (window.violationMinutes() > 0) {
        candidates.add(window);
      }
    }
    candidates.sort(Comparator.comparingDouble(HourWindow::severity).reversed());
    List<HourWindow> chosen = new ArrayList<>();
    for (HourWindow candidate : candidates) {
      if (chosen.size() < most && chosen.stream().noneMatch(candidate::overlaps)) {
        chosen.add(candidate);
      }
    }
    return chosen;
  }

  /** Given hours. */
  static HourWindow of(PolicyTrace trace, double threshold, int from, int to) {
    int violations = 0;
    double severity = 0;
    for (int minute = from; minute < to; minute++) {
      double utilization = trace.utilization()[minute];
      if (utilization > threshold) {
        violations++;
        severity += Math.min(utilization, HIGHEST_UTILIZATION) - threshold;
      }
    }
    return new HourWindow(from, to, violations, severity);
  }

  /** Hours of the same length with the overload in the middle, as far as the series reaches. */
  private HourWindow centred(PolicyTrace trace, double threshold) {
    double moment = 0;
    double weight = 0;
    for (int minute = from; minute < to; minute++) {
      double above =
          Math.max(0, Math.min(trace.utilization()[minute], HIGHEST_UTILIZATION) - threshold);
      moment += above * minute;
      weight += above;
    }
    if (weight == 0) {
      return this;
    }
    int latest = trace.utilization().length - (to - from);
    int start = Math.max(0, Math.min(latest, (int) Math.round(moment / weight) - (to - from) / 2));
    return of(trace, threshold, start, start + to - from);
  }

  private boolean overlaps(HourWindow other) {
    return from < other.to && other.from < to;
  }
}
