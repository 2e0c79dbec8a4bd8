package io.prescale.simulator.generate;

import io.prescale.domain.metric.Signal;
import io.prescale.simulator.metric.MetricDatum;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The signals of one group in one five-minute slot, combined as their {@link Signal} says. */
public final class SlotSample {
  private static final Map<String, Signal> SIGNALS =
      Arrays.stream(Signal.values())
          .collect(Collectors.toUnmodifiableMap(Signal::metricName, signal -> signal));

  private final Map<Signal, Double> sums = new EnumMap<>(Signal.class);
  private final Map<Signal, Double> counts = new EnumMap<>(Signal.class);

  /** Takes a data point of the slot; those of the slot must come in the order of their minutes. */
  public void add(MetricDatum datum) {
    Signal signal = signalOf(datum);
    if (signal.aggregation() == Signal.Aggregation.LAST_AVERAGE) {
      sums.put(signal, datum.statistics().sum());
      counts.put(signal, datum.statistics().count());
    } else {
      sums.merge(signal, datum.statistics().sum(), Double::sum);
      counts.merge(signal, datum.statistics().count(), Double::sum);
    }
  }

  private static Signal signalOf(MetricDatum datum) {
    Signal signal = SIGNALS.get(datum.metricName());
    if (signal == null || !signal.namespace().equals(datum.namespace())) {
      throw new IllegalStateException(
          "no signal is " + datum.namespace() + " " + datum.metricName());
    }
    return signal;
  }

  /** The signal's value in its unit; {@code NaN} where it is absent. */
  public double value(Signal signal) {
    if (!sums.containsKey(signal)) {
      return Double.NaN;
    }
    return switch (signal.aggregation()) {
      case SUM -> sums.get(signal);
      case WEIGHTED_AVERAGE, LAST_AVERAGE -> sums.get(signal) / counts.get(signal);
    };
  }
}
