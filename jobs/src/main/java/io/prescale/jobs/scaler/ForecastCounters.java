package io.prescale.jobs.scaler;

import io.prescale.domain.forecast.ForecastedSequence.Unavailable;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Counts forecasts and times their scoring. */
final class ForecastCounters {
  private static final int HISTOGRAM_WINDOW = 500;

  private final Counter forecasts;
  private final Map<Unavailable, Counter> unavailable = new EnumMap<>(Unavailable.class);
  private final Histogram scoringMicros;
  private final Histogram batchSize;

  ForecastCounters(MetricGroup metrics) {
    forecasts = metrics.counter(ScalerMetrics.FORECASTS);
    MetricGroup byReason = metrics.addGroup(ScalerMetrics.FORECASTS_UNAVAILABLE);
    for (Unavailable reason : Unavailable.values()) {
      if (reason != Unavailable.AVAILABLE) {
        unavailable.put(reason, byReason.counter(reason.name()));
      }
    }
    scoringMicros =
        metrics.histogram(
            ScalerMetrics.SCORING_MICROS, new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
    batchSize =
        metrics.histogram(
            ScalerMetrics.SCORING_BATCH_SIZE, new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
  }

  void count(Unavailable outcome) {
    if (outcome == Unavailable.AVAILABLE) {
      forecasts.inc();
    } else {
      unavailable.get(outcome).inc();
    }
  }

  void scored(int sequences, long nanos) {
    batchSize.update(sequences);
    scoringMicros.update(nanos / 1000);
  }
}
