package io.prescale.domain.sample;

import io.prescale.domain.metric.GroupMetric;
import io.prescale.domain.time.Slots;
import java.util.Arrays;

/**
 * Collects the data points of one group in one slot. Keyed state (Flink POJO) of about 160 bytes.
 *
 * <p>One value is kept for each signal and minute, so that a data point that CloudWatch repeats or
 * rewrites under the same time stamp replaces the earlier one, in whatever order they arrive. Of
 * the capacities only the latest minute counts, so only that is kept. Metrics of a five-minute
 * period use the slot's first minute only.
 */
public class SlotAccumulator {
  private static final long MINUTE = 60_000;
  private static final int MINUTES = (int) (Slots.MILLIS / MINUTE);
  private static final byte NO_MINUTE = -1;

  /** Average CPU utilisation of each minute, percent; {@code NaN} where absent. */
  public double[] cpuUtilization;

  /** Number of data points behind the average of each minute; 0 where absent. */
  public float[] cpuWeights;

  /** Bytes in each minute; {@code NaN} where absent. */
  public double[] networkIn;

  /** Requests in each minute, exact up to 2^24; {@code NaN} where absent. */
  public float[] requestCount;

  /** In-service instances in the latest minute that has any, {@code NaN} where none has. */
  public float inServiceInstances = Float.NaN;

  /** The minute of {@link #inServiceInstances}; -1 for none. */
  public byte inServiceMinute = NO_MINUTE;

  /** Desired capacity in the latest minute that has any, {@code NaN} where none has. */
  public float desiredCapacity = Float.NaN;

  /** The minute of {@link #desiredCapacity}; -1 for none. */
  public byte desiredMinute = NO_MINUTE;

  /** Whether any data point said that the group has a load balancer. */
  public boolean loadBalanced;

  /** Whether the slot's sample was taken already. */
  public boolean closed;

  public SlotAccumulator() {}

  /** An accumulator without data. */
  public static SlotAccumulator create() {
    SlotAccumulator accumulator = new SlotAccumulator();
    accumulator.cpuUtilization = new double[MINUTES];
    accumulator.cpuWeights = new float[MINUTES];
    accumulator.networkIn = new double[MINUTES];
    accumulator.requestCount = new float[MINUTES];
    Arrays.fill(accumulator.cpuUtilization, Double.NaN);
    Arrays.fill(accumulator.networkIn, Double.NaN);
    Arrays.fill(accumulator.requestCount, Float.NaN);
    return accumulator;
  }

  /** An accumulator of the same data that goes its own way. */
  public SlotAccumulator copy() {
    SlotAccumulator copy = new SlotAccumulator();
    copy.cpuUtilization = cpuUtilization.clone();
    copy.cpuWeights = cpuWeights.clone();
    copy.networkIn = networkIn.clone();
    copy.requestCount = requestCount.clone();
    copy.inServiceInstances = inServiceInstances;
    copy.inServiceMinute = inServiceMinute;
    copy.desiredCapacity = desiredCapacity;
    copy.desiredMinute = desiredMinute;
    copy.loadBalanced = loadBalanced;
    copy.closed = closed;
    return copy;
  }

  /** Takes a data point of this slot; one with the same signal and minute is replaced. */
  public void add(GroupMetric metric) {
    byte minute = (byte) (Math.floorMod(metric.timestamp, Slots.MILLIS) / MINUTE);
    double average = metric.sum / metric.count;
    switch (metric.signal) {
      case CPU_UTILIZATION:
        cpuUtilization[minute] = average;
        cpuWeights[minute] = (float) metric.count;
        break;
      case NETWORK_IN:
        networkIn[minute] = metric.sum;
        break;
      case REQUEST_COUNT:
        requestCount[minute] = (float) metric.sum;
        break;
      case IN_SERVICE_INSTANCES:
        if (minute >= inServiceMinute) {
          inServiceInstances = (float) average;
          inServiceMinute = minute;
        }
        break;
      case DESIRED_CAPACITY:
        if (minute >= desiredMinute) {
          desiredCapacity = (float) average;
          desiredMinute = minute;
        }
        break;
    }
    loadBalanced |= metric.loadBalanced;
  }

  /** Whether nothing but absent values is in it. */
  public boolean isEmpty() {
    return Double.isNaN(weightedCpu())
        && Double.isNaN(totalNetworkIn())
        && Double.isNaN(totalRequests())
        && Float.isNaN(inServiceInstances)
        && Float.isNaN(desiredCapacity);
  }

  /**
   * What is known of the slot now. The request count of a group with a load balancer is zero where
   * absent, provided that the slot has a CPU value: without any metric nothing is known.
   *
   * @param slotStart start of this slot, epoch milliseconds
   */
  public Sample toSample(long slotStart) {
    double cpu = weightedCpu();
    double requests = totalRequests();
    if (Double.isNaN(requests) && loadBalanced && !Double.isNaN(cpu)) {
      requests = 0;
    }
    return new Sample(
        slotStart, cpu, totalNetworkIn(), requests, inServiceInstances, desiredCapacity);
  }

  private double weightedCpu() {
    double total = 0;
    double weight = 0;
    for (int minute = 0; minute < MINUTES; minute++) {
      if (!Double.isNaN(cpuUtilization[minute])) {
        total += cpuUtilization[minute] * cpuWeights[minute];
        weight += cpuWeights[minute];
      }
    }
    return weight > 0 ? total / weight : Double.NaN;
  }

  private double totalNetworkIn() {
    double total = Double.NaN;
    for (double value : networkIn) {
      total = add(total, value);
    }
    return total;
  }

  private double totalRequests() {
    double total = Double.NaN;
    for (float value : requestCount) {
      total = add(total, value);
    }
    return total;
  }

  /** The sum of what is there; absent only if both are. */
  private static double add(double total, double value) {
    if (Double.isNaN(value)) {
      return total;
    }
    return Double.isNaN(total) ? value : total + value;
  }
}
