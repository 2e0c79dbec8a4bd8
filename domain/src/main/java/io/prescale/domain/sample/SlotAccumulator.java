package io.prescale.domain.sample;

import io.prescale.domain.metric.GroupMetric;
import io.prescale.domain.metric.Signal;
import java.util.Arrays;

/**
 * Collects the data points of one group in one slot. Keyed state (Flink POJO) of about 250 bytes.
 *
 * <p>One value is kept for each signal and minute, so that a data point that CloudWatch repeats or
 * rewrites under the same time stamp replaces the earlier one, in whatever order they arrive.
 * Metrics of a five-minute period use the slot's first minute only.
 */
public class SlotAccumulator {
  private static final Signal[] SIGNALS = Signal.values();
  private static final long MINUTE = 60_000;
  private static final int MINUTES = (int) (Slots.MILLIS / MINUTE);

  /** Value per signal and minute, {@code signal * 5 + minute}; {@code NaN} where absent. */
  public double[] values;

  /** Weight of the CPU value of each minute: its number of data points. */
  public double[] cpuWeights;

  /** Whether any data point said that the group has a load balancer. */
  public boolean loadBalanced;

  public SlotAccumulator() {}

  /** An accumulator without data. */
  public static SlotAccumulator create() {
    SlotAccumulator accumulator = new SlotAccumulator();
    accumulator.values = new double[SIGNALS.length * MINUTES];
    Arrays.fill(accumulator.values, Double.NaN);
    accumulator.cpuWeights = new double[MINUTES];
    return accumulator;
  }

  /** Takes a data point of this slot; one with the same signal and minute is replaced. */
  public void add(GroupMetric metric) {
    int minute = (int) (Math.floorMod(metric.timestamp, Slots.MILLIS) / MINUTE);
    int index = metric.signal.ordinal() * MINUTES + minute;
    switch (metric.signal.aggregation()) {
      case WEIGHTED_AVERAGE:
        values[index] = metric.sum / metric.count;
        cpuWeights[minute] = metric.count;
        break;
      case SUM:
        values[index] = metric.sum;
        break;
      case LAST_AVERAGE:
        values[index] = metric.sum / metric.count;
        break;
    }
    loadBalanced |= metric.loadBalanced;
  }

  /** Whether nothing but absent values is in it. */
  public boolean isEmpty() {
    for (double value : values) {
      if (!Double.isNaN(value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * What is known of the slot now. The request count of a group with a load balancer is zero where
   * absent, provided that the slot has a CPU value: without any metric nothing is known.
   *
   * @param slotStart start of this slot, epoch milliseconds
   */
  public Sample toSample(long slotStart) {
    double cpu = weightedCpu();
    double requests = sum(Signal.REQUEST_COUNT);
    if (Double.isNaN(requests) && loadBalanced && !Double.isNaN(cpu)) {
      requests = 0;
    }
    return new Sample(
        slotStart,
        cpu,
        sum(Signal.NETWORK_IN),
        requests,
        last(Signal.IN_SERVICE_INSTANCES),
        last(Signal.DESIRED_CAPACITY));
  }

  private double weightedCpu() {
    int offset = Signal.CPU_UTILIZATION.ordinal() * MINUTES;
    double total = 0;
    double weight = 0;
    for (int minute = 0; minute < MINUTES; minute++) {
      double value = values[offset + minute];
      if (!Double.isNaN(value)) {
        total += value * cpuWeights[minute];
        weight += cpuWeights[minute];
      }
    }
    return weight > 0 ? total / weight : Double.NaN;
  }

  private double sum(Signal signal) {
    double total = Double.NaN;
    int offset = signal.ordinal() * MINUTES;
    for (int minute = 0; minute < MINUTES; minute++) {
      double value = values[offset + minute];
      if (!Double.isNaN(value)) {
        total = Double.isNaN(total) ? value : total + value;
      }
    }
    return total;
  }

  private double last(Signal signal) {
    int offset = signal.ordinal() * MINUTES;
    for (int minute = MINUTES - 1; minute >= 0; minute--) {
      if (!Double.isNaN(values[offset + minute])) {
        return values[offset + minute];
      }
    }
    return Double.NaN;
  }
}
