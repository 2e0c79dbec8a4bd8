package io.prescale.simulator.generate;

import io.prescale.domain.metric.Signal;
import io.prescale.simulator.metric.MetricDatum;
import java.util.Arrays;

/** The signals of one group in one five-minute slot, combined as their {@link Signal} says. */
final class SlotSample {
  private final double[] sums = new double[Signal.values().length];
  private final double[] counts = new double[Signal.values().length];

  /** Takes a data point of the slot; those of the slot must come in the order of their minutes. */
  void add(MetricDatum datum) {
    int index = signalOf(datum).ordinal();
    boolean last = signalOf(datum).aggregation() == Signal.Aggregation.LAST_AVERAGE;
    sums[index] = datum.statistics().sum() + (last ? 0 : sums[index]);
    counts[index] = datum.statistics().count() + (last ? 0 : counts[index]);
  }

  private static Signal signalOf(MetricDatum datum) {
    return Arrays.stream(Signal.values())
        .filter(signal -> signal.namespace().equals(datum.namespace()))
        .filter(signal -> signal.metricName().equals(datum.metricName()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no signal is " + datum.metricName()));
  }

  /** The signal's value in its unit; {@code NaN} where it is absent. */
  double value(Signal signal) {
    int index = signal.ordinal();
    if (counts[index] == 0) {
      return Double.NaN;
    }
    return switch (signal.aggregation()) {
      case SUM -> sums[index];
      case WEIGHTED_AVERAGE, LAST_AVERAGE -> sums[index] / counts[index];
    };
  }
}
