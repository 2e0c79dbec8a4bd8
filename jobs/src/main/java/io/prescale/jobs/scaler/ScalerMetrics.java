package io.prescale.jobs.scaler;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;

/** The names of the scaler's metrics, all in the group {@link #GROUP}. */
public final class ScalerMetrics {
  /** The metric group; the managed service exports what stands below {@code kinesisanalytics}. */
  public static final String GROUP = "prescale";

  /** Metric events decoded. */
  public static final String METRIC_EVENTS = "metricEvents";

  /** Data points in a record that are not one of the signals. */
  public static final String METRIC_EVENTS_IGNORED = "metricEventsIgnored";

  /** Records, or parts of one, that could not be read; one counter per reason below it. */
  public static final String DEAD_LETTERS = "deadLetters";

  /** Metric events of groups that are not managed. */
  public static final String UNMANAGED_METRIC_EVENTS = "unmanagedMetricEvents";

  /** Metric events for slots that may no longer be revised. */
  public static final String METRIC_EVENTS_TOO_LATE = "metricEventsTooLate";

  /** Samples appended to a sequence. */
  public static final String SAMPLES = "samples";

  /** Slots without data that were filled by carrying forward. */
  public static final String SAMPLES_FILLED = "samplesFilled";

  /** Samples revised by late or rewritten data points. */
  public static final String SAMPLES_REVISED = "samplesRevised";

  /** Sequences started anew after a gap too long to fill. */
  public static final String SEQUENCES_RESET = "sequencesReset";

  /** Forecasts made. */
  public static final String FORECASTS = "forecasts";

  /** Sequences without a forecast; one counter per reason below it. */
  public static final String FORECASTS_UNAVAILABLE = "forecastsUnavailable";

  /** Time to score one batch, microseconds. */
  public static final String SCORING_MICROS = "scoringMicros";

  /** Sequences scored in one batch. */
  public static final String SCORING_BATCH_SIZE = "scoringBatchSize";

  /** Model bundles refused. */
  public static final String MODELS_REFUSED = "modelsRefused";

  /** Model bundles put in force. */
  public static final String MODELS_LOADED = "modelsLoaded";

  /** Decisions; one counter per action and per reason below it. */
  public static final String DECISIONS = "decisions";

  /** Groups whose metrics have become stale. */
  public static final String GROUPS_STALE = "groupsBecameStale";

  /** Sequences of groups that left the fleet after their metrics were bound. */
  public static final String UNMANAGED_SEQUENCES = "unmanagedSequences";

  /** Decisions that the recorder read. */
  public static final String DECISIONS_RECORDED = "decisionsRecorded";

  /** Records of the decisions stream that are no decision. */
  public static final String DECISION_DEAD_LETTERS = "decisionDeadLetters";

  private ScalerMetrics() {}

  /** The group that all metrics of the job are registered in. */
  public static MetricGroup group(RuntimeContext context) {
    return group(context.getMetricGroup());
  }

  /** The group that all metrics of the job are registered in. */
  public static MetricGroup group(MetricGroup operatorGroup) {
    return operatorGroup.addGroup("kinesisanalytics").addGroup(GROUP);
  }
}
