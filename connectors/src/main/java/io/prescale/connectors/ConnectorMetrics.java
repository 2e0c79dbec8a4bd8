package io.prescale.connectors;

import org.apache.flink.metrics.MetricGroup;

/**
 * Names of the metrics that sources and sinks register, and the group that all metrics of Prescale
 * stand in. What is counted by reason or outcome is one metric with a variable of that name.
 */
public final class ConnectorMetrics {
  /** The managed service exports to CloudWatch what stands below a group of this name. */
  private static final String MANAGED_SERVICE_GROUP = "kinesisanalytics";

  /** Group of every metric of Prescale. */
  private static final String GROUP = "prescale";

  /** Key of the group that splits a metric by reason. */
  public static final String REASON = "reason";

  /** Key of the group that splits {@link #COMMANDS} by outcome. */
  public static final String OUTCOME = "outcome";

  /** Counter: polls that succeeded. */
  public static final String POLLS = "polls";

  /** Counter: polls that failed; the last good answer stayed in force. */
  public static final String POLL_FAILURES = "pollFailures";

  /**
   * Gauge: milliseconds since the last good poll, and so the age of what is known of fleet,
   * calendar or model; -1 before the first.
   */
  public static final String LAST_GOOD_POLL_AGE = "lastGoodPollAgeMillis";

  /** Counter, one for each outcome: scaling commands that ended so. */
  public static final String COMMANDS = "commands";

  /** Counter: attempts of a command that failed and are tried again. */
  public static final String COMMAND_RETRIES = "commandRetries";

  /** Gauge: commands taken and not done yet. */
  public static final String COMMANDS_PENDING = "commandsPending";

  /** Counter: calls of CloudWatch. */
  public static final String CLOUDWATCH_CALLS = "cloudWatchCalls";

  /** Counter: calls of CloudWatch that failed, for whatever reason. */
  public static final String CLOUDWATCH_CALLS_FAILED = "cloudWatchCallsFailed";

  /** Counter: calls of CloudWatch that were throttled. */
  public static final String CLOUDWATCH_CALLS_THROTTLED = "cloudWatchCallsThrottled";

  /** Counter: data points that were new or had changed. */
  public static final String DATA_POINTS_COLLECTED = "dataPointsCollected";

  /** Counter: periods of a group that CloudWatch no longer held when they were to be read. */
  public static final String PERIODS_LOST = "periodsLost";

  /** Gauge: groups collected. */
  public static final String GROUPS_COLLECTED = "groupsCollected";

  /** Gauge: milliseconds since the end of what is collected of the group furthest behind. */
  public static final String COLLECTION_LAG = "collectionLagMillis";

  private ConnectorMetrics() {}

  /**
   * The group that all metrics of Prescale are registered in.
   *
   * @param parent an operator's, source's or sink's own group
   */
  public static MetricGroup group(MetricGroup parent) {
    return parent.addGroup(MANAGED_SERVICE_GROUP).addGroup(GROUP);
  }
}
