package io.prescale.simulator.backtest.report;

import io.prescale.simulator.backtest.result.ForecastTrace;
import io.prescale.simulator.backtest.result.PolicyResult;
import io.prescale.simulator.backtest.result.SeriesResult;
import java.util.Comparator;
import java.util.Optional;

/**
 * Demand of a series as charts draw it: instances that are needed to keep utilisation at the
 * threshold. Where capacity lies below it, there is overload.
 */
final class DemandInstances {
  private static final int MINUTES_PER_SLOT = 5;
  private static final long MINUTE = 60_000;

  private final SeriesResult series;
  private final double threshold;
  private final Optional<ForecastTrace> forecast;

  /**
   * @param threshold utilisation that violates the service level objective, percent
   */
  DemandInstances(SeriesResult series, double threshold) {
    this.series = series;
    this.threshold = threshold;
    this.forecast =
        series.policies().stream()
            .sorted(Comparator.comparingInt(result -> PolicyStyle.rank(result.policy())))
            .map(PolicyResult::trace)
            .flatMap(trace -> trace.forecast().stream())
            .findFirst();
  }

  SeriesResult series() {
    return series;
  }

  double threshold() {
    return threshold;
  }

  int minutes() {
    return series.minutes();
  }

  /** Start of a minute, epoch milliseconds. */
  long millis(double minute) {
    return series.start().toEpochMilli() + Math.round(minute * MINUTE);
  }

  double needed(int minute) {
    return series.demand()[minute] / threshold;
  }

  Optional<ForecastTrace> forecast() {
    return forecast;
  }

  /** Forecast value of demand, percent of one instance, in instances. */
  double instances(float percent) {
    return percent / threshold;
  }

  /** The middle of a slot of the forecast, epoch milliseconds. */
  long slotMillis(ForecastTrace trace, int slot) {
    return millis(trace.firstMinute() + (slot + 0.5) * MINUTES_PER_SLOT);
  }

  /** First slot of the forecast at or after a minute. */
  static int slotAt(ForecastTrace trace, int minute) {
    int slot = Math.floorDiv(minute - trace.firstMinute() + MINUTES_PER_SLOT - 1, MINUTES_PER_SLOT);
    return Math.max(0, Math.min(trace.expected().length, slot));
  }
}
