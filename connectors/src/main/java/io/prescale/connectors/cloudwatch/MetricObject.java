package io.prescale.connectors.cloudwatch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.metric.Signal;
import java.io.IOException;

/**
 * The fields of one metric-stream object that matter, read in whatever order they stand. What is
 * wrong with time stamp or value counts only if the metric is one of the signals. Not thread-safe;
 * reused from object to object.
 */
final class MetricObject {
  private static final Signal[] SIGNALS = Signal.values();
  private static final String OTHER_NAMESPACE = "";
  private static final String LOAD_BALANCER = DataPointRules.LOAD_BALANCER;

  private final ResourceNames resourceNames = new ResourceNames();
  private final MetricValue value = new MetricValue();

  private String namespace;
  private boolean metricNameSeen;
  private Signal signal;
  private boolean dimensionsSeen;
  private int dimensionCount;
  private boolean loadBalancerSeen;
  private String autoScalingGroup;
  private String targetGroup;
  private boolean timestampSeen;
  private long timestamp;
  private boolean valueSeen;
  private Problem identityProblem;
  private Problem timestampProblem;
  private Problem valueProblem;

  /** Reads the object whose start the parser stands on, up to its end. */
  void read(JsonParser parser) throws IOException {
    clear();
    String field;
    while ((field = parser.nextFieldName()) != null) {
      JsonToken token = parser.nextToken();
      switch (field) {
        case "namespace":
          readNamespace(parser, token);
          break;
        case "metric_name":
          readMetricName(parser, token);
          break;
        case "dimensions":
          readDimensions(parser, token);
          break;
        case "timestamp":
          readTimestamp(parser, token);
          break;
        case "value":
          valueSeen = true;
          valueProblem = value.read(parser, token);
          break;
        default:
          parser.skipChildren();
      }
    }
  }

  private void clear() {
    namespace = null;
    metricNameSeen = false;
    signal = null;
    dimensionsSeen = false;
    clearDimensions();
    timestampSeen = false;
    valueSeen = false;
    identityProblem = null;
    timestampProblem = null;
    valueProblem = null;
  }

  private void clearDimensions() {
    dimensionCount = 0;
    loadBalancerSeen = false;
    autoScalingGroup = null;
    targetGroup = null;
  }

  private void readNamespace(JsonParser parser, JsonToken token) throws IOException {
    namespace = OTHER_NAMESPACE;
    if (!expectString("namespace", parser, token)) {
      return;
    }
    for (Signal candidate : SIGNALS) {
      if (textIs(candidate.namespace(), parser)) {
        namespace = candidate.namespace();
        return;
      }
    }
  }

  private void readMetricName(JsonParser parser, JsonToken token) throws IOException {
    metricNameSeen = true;
    signal = null;
    if (!expectString("metric_name", parser, token)) {
      return;
    }
    // No two signals share a metric name, so the name alone finds the candidate.
    for (Signal candidate : SIGNALS) {
      if (textIs(candidate.metricName(), parser)) {
        signal = candidate;
        return;
      }
    }
  }

  private void readDimensions(JsonParser parser, JsonToken token) throws IOException {
    dimensionsSeen = true;
    clearDimensions();
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      identityProblem = Problem.wrongType("dimensions", "an object", Tokens.describe(token));
      return;
    }
    String name;
    while ((name = parser.nextFieldName()) != null) {
      dimensionCount++;
      JsonToken dimension = parser.nextToken();
      if (name.equals(Signal.Dimension.AUTO_SCALING_GROUP.cloudWatchName())) {
        autoScalingGroup = readResource(name, parser, dimension);
      } else if (name.equals(Signal.Dimension.TARGET_GROUP.cloudWatchName())) {
        targetGroup = readResource(name, parser, dimension);
      } else {
        loadBalancerSeen |= name.equals(LOAD_BALANCER);
        parser.skipChildren();
      }
    }
  }

  private String readResource(String name, JsonParser parser, JsonToken token) throws IOException {
    String field = "dimensions." + name;
    if (!expectString(field, parser, token)) {
      return null;
    }
    int length = parser.getTextLength();
    if (length == 0) {
      identityProblem = Problem.invalidValue(field, "must not be empty");
      return null;
    }
    return resourceNames.of(parser.getTextCharacters(), parser.getTextOffset(), length);
  }

  private void readTimestamp(JsonParser parser, JsonToken token) throws IOException {
    timestampSeen = true;
    timestampProblem = null;
    if (token != JsonToken.VALUE_NUMBER_INT) {
      parser.skipChildren();
      timestampProblem =
          Problem.wrongType("timestamp", "epoch milliseconds", Tokens.describe(token));
    } else if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      timestampProblem = Problem.invalidTimestamp("is beyond all time");
    } else {
      timestamp = parser.getLongValue();
    }
  }

  private boolean expectString(String field, JsonParser parser, JsonToken token)
      throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      return true;
    }
    parser.skipChildren();
    identityProblem = Problem.wrongType(field, "a string", Tokens.describe(token));
    return false;
  }

  private static boolean textIs(String expected, JsonParser parser) throws IOException {
    return ResourceNames.matches(
        expected, parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  /** What is wrong with what says whose metric this is; null if nothing is. */
  Problem identityProblem() {
    if (identityProblem != null) {
      return identityProblem;
    }
    if (namespace == null) {
      return Problem.missing("namespace");
    }
    if (!metricNameSeen) {
      return Problem.missing("metric_name");
    }
    return dimensionsSeen ? null : Problem.missing("dimensions");
  }

  /** Whether this is one of the signals, by its own dimensions; to ask if the identity is sound. */
  boolean isSignal() {
    return signal != null && signal.namespace().equals(namespace) && resource() != null;
  }

  /**
   * The value of the binding dimension, or null where the dimensions are others: a metric by
   * availability zone would count the same requests twice.
   */
  private String resource() {
    switch (signal.dimension()) {
      case AUTO_SCALING_GROUP:
        return dimensionCount == 1 ? autoScalingGroup : null;
      case TARGET_GROUP:
        return dimensionCount == (loadBalancerSeen ? 2 : 1) ? targetGroup : null;
    }
    throw new IllegalStateException("no such dimension: " + signal.dimension());
  }

  /** What is wrong with time stamp or value; null if nothing is. */
  Problem dataProblem(long latestTimestamp) {
    if (!timestampSeen) {
      return Problem.missing("timestamp");
    }
    if (timestampProblem != null) {
      return timestampProblem;
    }
    Problem outOfTime = DataPointRules.timestampProblem(timestamp, latestTimestamp);
    if (outOfTime != null) {
      return outOfTime;
    }
    return valueSeen ? valueProblem : Problem.missing("value");
  }

  /** The data point; to ask if it is a signal without a problem. */
  MetricEvent toEvent() {
    return new MetricEvent(signal, resource(), timestamp, value.count(), value.sum());
  }
}
