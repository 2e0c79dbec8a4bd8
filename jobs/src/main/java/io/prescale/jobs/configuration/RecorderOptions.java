package io.prescale.jobs.configuration;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/**
 * The options of the recorder job. Those that it shares with the scaler have the same names and
 * meanings.
 */
public final class RecorderOptions {
  public static final ConfigOption<String> METRICS_STREAM =
      key("metrics.stream")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Name of the Kinesis stream that carries CloudWatch metric-stream JSON. Required"
                  + " with history.path.");

  public static final ConfigOption<String> DECISIONS_STREAM =
      key("decisions.stream")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Name of the Kinesis stream that the scaler puts decisions to. Required with"
                  + " database.url.");

  public static final ConfigOption<RecorderParts> RECORDER_PARTS =
      key("recorder.parts")
          .enumType(RecorderParts.class)
          .defaultValue(RecorderParts.ALL)
          .withDescription(
              "What this job records: HISTORY, LOG, or ALL that is configured. Two jobs with the"
                  + " same options, one with HISTORY and one with LOG, do not wait for each"
                  + " other: a database that is down for days holds back the log alone.");

  public static final ConfigOption<String> HISTORY_PATH =
      key("history.path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Folder that the training history is written to as CSV, one folder per day, on any"
                  + " file system that Flink knows. Without it there is no history.");

  public static final ConfigOption<String> DATABASE_URL =
      key("database.url")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "JDBC URL of the decision log: jdbc:postgresql://HOST/DATABASE or jdbc:h2:file:PATH."
                  + " Without it there is no log.");

  public static final ConfigOption<String> DATABASE_USER =
      key("database.user")
          .stringType()
          .noDefaultValue()
          .withDescription("User of the database, unless the URL names one.");

  public static final ConfigOption<String> DATABASE_PASSWORD =
      key("database.password")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Password of the database user. Give it in a properties file or a property group:"
                  + " arguments of a job are shown by the Flink web UI.");

  public static final ConfigOption<Duration> DATABASE_RETENTION =
      key("database.retention")
          .durationType()
          .defaultValue(Duration.ofDays(35))
          .withDescription(
              "Age from which decisions are deleted from the log, in small steps. 0 keeps them for"
                  + " ever.");

  public static final ConfigOption<Duration> DATABASE_FORECAST_RETENTION =
      key("database.forecast-retention")
          .durationType()
          .defaultValue(Duration.ofDays(7))
          .withDescription(
              "The same of all twelve horizons of a decision's forecast, which take most of the"
                  + " space; the next slot and the one in an hour stay with the decision. 0 keeps"
                  + " them for ever.");

  private RecorderOptions() {}

  /** All options, in the order in which the data flows. */
  public static List<ConfigOption<?>> all() {
    return Collections.unmodifiableList(
        Arrays.asList(
            ScalerOptions.AWS_REGION,
            RECORDER_PARTS,
            METRICS_STREAM,
            ScalerOptions.METRICS_FORMAT,
            DECISIONS_STREAM,
            ScalerOptions.METRICS_INITIAL_POSITION,
            ScalerOptions.METRICS_MAX_OUT_OF_ORDERNESS,
            ScalerOptions.METRICS_IDLENESS,
            ScalerOptions.METRICS_FUTURE_SKEW,
            ScalerOptions.FLEET_POLL_INTERVAL,
            ScalerOptions.CALENDAR_PATH,
            ScalerOptions.CALENDAR_POLL_INTERVAL,
            ScalerOptions.MODEL_PATH,
            ScalerOptions.MODEL_POLL_INTERVAL,
            HISTORY_PATH,
            DATABASE_URL,
            DATABASE_USER,
            DATABASE_PASSWORD,
            DATABASE_RETENTION,
            DATABASE_FORECAST_RETENTION,
            ScalerOptions.DEAD_LETTERS_PATH,
            ScalerOptions.STATE_TIME_TO_LIVE,
            ScalerOptions.KINESIS_ENDPOINT,
            ScalerOptions.KINESIS_EMULATED,
            ScalerOptions.AUTO_SCALING_ENDPOINT,
            ScalerOptions.SIMULATION_SPEED,
            ScalerOptions.SIMULATION_START));
  }

  /** The options without which the job cannot start. */
  public static List<ConfigOption<?>> required() {
    return Collections.singletonList(ScalerOptions.AWS_REGION);
  }
}
