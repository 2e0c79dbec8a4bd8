package io.prescale.simulator.metric;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One CloudWatch data point: the statistics of one metric over one minute.
 *
 * @param namespace CloudWatch namespace, such as {@code AWS/EC2}
 * @param metricName CloudWatch metric name
 * @param dimensions what the metric is about, by dimension name
 * @param timestamp start of the minute
 * @param statistics what was measured in it
 * @param unit CloudWatch unit, such as {@code Percent}
 */
public record MetricDatum(
    String namespace,
    String metricName,
    SortedMap<String, String> dimensions,
    Instant timestamp,
    Statistics statistics,
    String unit) {

  /**
   * Statistics of the values in one period, in the metric's unit.
   *
   * @param count number of values, above 0
   */
  public record Statistics(double count, double sum, double max, double min) {
    /** One value. */
    public static Statistics ofSingle(double value) {
      return new Statistics(1, value, value, value);
    }
  }

  public MetricDatum {
    requireNonNull(namespace, "namespace");
    requireNonNull(metricName, "metricName");
    requireNonNull(timestamp, "timestamp");
    requireNonNull(statistics, "statistics");
    requireNonNull(unit, "unit");
  }

  /** Dimensions in their order of names, ready to be shared by many data points. */
  public static SortedMap<String, String> dimensionsOf(Map<String, String> dimensions) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
  }
}
