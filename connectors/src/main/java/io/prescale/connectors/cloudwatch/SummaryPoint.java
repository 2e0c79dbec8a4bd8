package io.prescale.connectors.cloudwatch;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.metric.Signal;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What matters of one data point of OpenTelemetry. Not thread-safe; reused. */
final class SummaryPoint {
  private static final String NAMESPACE = "Namespace";
  private static final String METRIC_NAME = "MetricName";
  private static final String DIMENSIONS = "Dimensions";

  private String namespace;
  private String metricName;
  private List<KeyValue> dimensions;
  private Signal signal;
  private String resource;
  private SummaryDataPoint data;

  /** Reads whose metric this is, and returns what is wrong with that, or null. */
  Problem read(SummaryDataPoint newData) {
    data = newData;
    namespace = null;
    metricName = null;
    dimensions = null;
    signal = null;
    resource = null;
    for (KeyValue attribute : data.getAttributesList()) {
      Problem problem = readAttribute(attribute);
      if (problem != null) {
        return problem;
      }
    }
    if (namespace == null) {
      return missing(NAMESPACE);
    }
    if (metricName == null) {
      return missing(METRIC_NAME);
    }
    if (dimensions == null) {
      return missing(DIMENSIONS);
    }
    return bind();
  }

  private static Problem missing(String attribute) {
    return Problem.missing(field(attribute));
  }

  private static String field(String attribute) {
    return "attributes." + attribute;
  }

  private Problem readAttribute(KeyValue attribute) {
    String key = attribute.getKey();
    AnyValue value = attribute.getValue();
    switch (key) {
      case NAMESPACE:
        namespace = value.getStringValue();
        return value.hasStringValue() ? null : wrongType(key, "a string", value);
      case METRIC_NAME:
        metricName = value.getStringValue();
        return value.hasStringValue() ? null : wrongType(key, "a string", value);
      case DIMENSIONS:
        dimensions = value.getKvlistValue().getValuesList();
        return value.hasKvlistValue() ? null : wrongType(key, "a list of key and value", value);
      default:
        return null;
    }
  }

  private static Problem wrongType(String attribute, String expected, AnyValue found) {
    return Problem.wrongType(field(attribute), expected, found.getValueCase().name());
  }

  private Problem bind() {
    for (Signal candidate : Signal.values()) {
      if (candidate.namespace().equals(namespace) && candidate.metricName().equals(metricName)) {
        signal = candidate;
      }
    }
    if (signal == null) {
      return null;
    }
    String binding = signal.dimension().cloudWatchName();
    int expected = 1;
    AnyValue bound = null;
    for (KeyValue dimension : dimensions) {
      if (dimension.getKey().equals(binding)) {
        bound = dimension.getValue();
      } else if (signal.dimension() == Signal.Dimension.TARGET_GROUP
          && dimension.getKey().equals(DataPointRules.LOAD_BALANCER)) {
        expected = 2;
      }
    }
    if (bound == null || dimensions.size() != expected) {
      // By other dimensions: it would count the same values twice.
      return null;
    }
    String field = DIMENSIONS + "." + binding;
    if (!bound.hasStringValue()) {
      return wrongType(field, "a string", bound);
    }
    if (bound.getStringValue().isEmpty()) {
      return Problem.invalidValue(field(field), "must not be empty");
    }
    resource = bound.getStringValue();
    return null;
  }

  /** Whether this is one of the signals, by its own dimensions. */
  boolean isSignal() {
    return resource != null;
  }

  /** What is wrong with time stamp or value; null if nothing is. */
  Problem dataProblem(long latestTimestamp) {
    if (data.getStartTimeUnixNano() < 0) {
      // Unsigned: beyond the year 2262.
      return Problem.invalidTimestamp("is beyond all time");
    }
    Problem outOfTime = DataPointRules.timestampProblem(timestamp(), latestTimestamp);
    return outOfTime != null
        ? outOfTime
        : DataPointRules.valueProblem("summary.", count(), data.getSum());
  }

  /** The data point; to ask if it is a signal without a problem. */
  MetricEvent toEvent() {
    return new MetricEvent(signal, resource, timestamp(), count(), data.getSum());
  }

  private long timestamp() {
    return TimeUnit.NANOSECONDS.toMillis(data.getStartTimeUnixNano());
  }

  /** Unsigned on the wire: what has the sign bit set is far above any count that is accepted. */
  private double count() {
    return data.getCount() < 0 ? Double.POSITIVE_INFINITY : (double) data.getCount();
  }
}
