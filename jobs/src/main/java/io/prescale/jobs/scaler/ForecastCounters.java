package io.prescale.jobs.scaler;

import io.prescale.connectors.ConnectorMetrics;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence.Unavailable;
import java.util.EnumMap;
import java.util.List;
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
  private final ForecastErrors errors;

  ForecastCounters(MetricGroup metrics) {
    forecasts = metrics.counter(ScalerMetrics.FORECASTS);
    for (Unavailable reason : Unavailable.values()) {
      if (reason != Unavailable.AVAILABLE) {
        MetricGroup ofReason = metrics.addGroup(ConnectorMetrics.REASON, reason.name());
        unavailable.put(reason, ofReason.counter(ScalerMetrics.FORECASTS_UNAVAILABLE));
      }
    }
    errors = new ForecastErrors(metrics);
    scoringMicros =
        metrics.histogram(
            ScalerMetrics.SCORING_MICROS, new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
    batchSize =
        metrics.histogram(
            ScalerMetrics.SCORING_BATCH_SIZE, new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
  }

  /** Takes the errors that the forecasts of a batch carry; null where there is no forecast. */
  void judge(List<Forecast> forecasts) {
    errors.take(forecasts);
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
