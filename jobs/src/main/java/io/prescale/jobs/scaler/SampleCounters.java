package io.prescale.jobs.scaler;

import io.prescale.domain.sample.SampleWindow;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts what becomes of samples. */
final class SampleCounters {
  private final Counter appended;
  private final Counter filled;
  private final Counter resets;
  private final Counter revised;
  private final Counter tooLate;

  SampleCounters(MetricGroup metrics) {
    appended = metrics.counter(ScalerMetrics.SAMPLES);
    filled = metrics.counter(ScalerMetrics.SAMPLES_FILLED);
    resets = metrics.counter(ScalerMetrics.SEQUENCES_RESET);
    revised = metrics.counter(ScalerMetrics.SAMPLES_REVISED);
    tooLate = metrics.counter(ScalerMetrics.METRIC_EVENTS_TOO_LATE);
  }

  void taken(SampleWindow.Outcome outcome) {
    switch (outcome) {
      case APPENDED:
        appended.inc();
        break;
      case RESET:
        appended.inc();
        resets.inc();
        break;
      case REVISED:
        revised.inc();
        break;
      case TOO_OLD:
        tooLate.inc();
        break;
    }
  }

  void filled() {
    filled.inc();
  }

  void tooLate() {
    tooLate.inc();
  }
}
