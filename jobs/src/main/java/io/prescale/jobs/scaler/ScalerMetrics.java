package io.prescale.jobs.scaler;

import io.prescale.connectors.ConnectorMetrics;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;

/**
 * The names of the scaler's metrics, all in the group of {@link ConnectorMetrics#group}. What is
 * counted by reason or action is one metric with a variable of that name.
 */
public final class ScalerMetrics {
  /** Key of the group that splits a metric by action. */
  public static final String ACTION = "action";

  /** Metric events decoded. */
  public static final String METRIC_EVENTS = "metricEvents";

  /** Data points in a record that are not one of the signals. */
  public static final String METRIC_EVENTS_IGNORED = "metricEventsIgnored";

  /** Records, or parts of one, that could not be read; one counter for each reason. */
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

  /** Sequences without a forecast; one counter for each reason. */
  public static final String FORECASTS_UNAVAILABLE = "forecastsUnavailable";

  /** Time to score one batch, microseconds. */
  public static final String SCORING_MICROS = "scoringMicros";

  /** Sequences scored in one batch. */
  public static final String SCORING_BATCH_SIZE = "scoringBatchSize";

  /** Model bundles refused. */
  public static final String MODELS_REFUSED = "modelsRefused";

  /** Model bundles put in force. */
  public static final String MODELS_LOADED = "modelsLoaded";

  /** Decisions; one counter for each action, and one for each reason. */
  public static final String DECISIONS = "decisions";

  /**
   * Milliseconds from the end of a slot to the decision on it, in the time that the metrics live
   * in.
   */
  public static final String DECISION_DELAY = "decisionDelayMillis";

  /** Key of the group that splits forecast errors by horizon. */
  public static final String HORIZON = "horizon";

  /**
   * Mean absolute error of the groups scored last over about the last two hours, in the forecast's
   * unit; NaN before any forecast has come due.
   */
  public static final String FORECAST_ERROR = "forecastError";

  /** The same, divided by that of persistence over the same slots: below 1 is better than none. */
  public static final String FORECAST_ERROR_RATIO = "forecastErrorRatio";

  /** Groups whose metrics have become stale. */
  public static final String GROUPS_STALE = "groupsBecameStale";

  /** Sequences of groups that left the fleet after their metrics were bound. */
  public static final String UNMANAGED_SEQUENCES = "unmanagedSequences";

  private ScalerMetrics() {}

  /** The group that all metrics of the job are registered in. */
  public static MetricGroup group(RuntimeContext context) {
    return group(context.getMetricGroup());
  }

  /** The group that all metrics of the job are registered in. */
  public static MetricGroup group(MetricGroup operatorGroup) {
    return ConnectorMetrics.group(operatorGroup);
  }
}
