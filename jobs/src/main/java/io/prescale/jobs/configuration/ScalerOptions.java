package io.prescale.jobs.configuration;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.prescale.connectors.cloudwatch.RecordFormat;
import io.prescale.domain.fleet.GroupTags;
import io.prescale.domain.fleet.ScalingSetting;
import io.prescale.domain.fleet.ScalingSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/**
 * The options of the scaler job. Each can be given as an argument ({@code --metrics.stream x}), in
 * a properties file, or in a property group of the managed service.
 */
public final class ScalerOptions {
  /** Where the Kinesis consumer starts when there is no checkpoint. */
  public enum InitialPosition {
    TRIM_HORIZON,
    LATEST
  }

  public static final ConfigOption<String> AWS_REGION =
      key("aws.region")
          .stringType()
          .noDefaultValue()
          .withDescription("AWS region of the streams and the Auto Scaling groups. Required.");

  public static final ConfigOption<String> METRICS_STREAM =
      key("metrics.stream")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Name of the Kinesis stream that carries CloudWatch metric streams' records. Required.");

  public static final ConfigOption<RecordFormat> METRICS_FORMAT =
      key("metrics.format")
          .enumType(RecordFormat.class)
          .defaultValue(RecordFormat.AUTO)
          .withDescription(
              "Format of the stream's records: JSON, OPENTELEMETRY (1.0.0), or AUTO to find out of"
                  + " each record.");

  public static final ConfigOption<InitialPosition> METRICS_INITIAL_POSITION =
      key("metrics.initial-position")
          .enumType(InitialPosition.class)
          .defaultValue(InitialPosition.TRIM_HORIZON)
          .withDescription(
              "Where to begin reading the stream without a checkpoint. TRIM_HORIZON fills the"
                  + " sequences from what the stream still holds; decisions on that past are"
                  + " recorded, never carried out.");

  public static final ConfigOption<Duration> METRICS_MAX_OUT_OF_ORDERNESS =
      key("metrics.max-out-of-orderness")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription(
              "How far metric events may come out of order before their slot is closed without"
                  + " them. Later ones revise their slot.");

  public static final ConfigOption<Duration> METRICS_IDLENESS =
      key("metrics.idleness")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription(
              "Time without metric events after which a subtask no longer holds back event time.");

  public static final ConfigOption<Duration> METRICS_FUTURE_SKEW =
      key("metrics.future-skew")
          .durationType()
          .defaultValue(Duration.ofMinutes(15))
          .withDescription(
              "How far in the future the time stamp of a metric event may lie; one beyond goes to"
                  + " the dead letters, so that a wrong clock cannot close everyone's slots.");

  public static final ConfigOption<Duration> METRICS_STALE_AFTER =
      key("metrics.stale-after")
          .durationType()
          .defaultValue(Duration.ofMinutes(15))
          .withDescription("Time without a sample after which a group's metrics are stale.");

  public static final ConfigOption<Duration> FLEET_POLL_INTERVAL =
      key("fleet.poll-interval")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription("How often DescribeAutoScalingGroups is polled.");

  public static final ConfigOption<String> CALENDAR_PATH =
      key("calendar.path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The business calendar (business_calendar.json) on any file system that Flink knows,"
                  + " such as s3://bucket/business_calendar.json. Without it there are no events.");

  public static final ConfigOption<Duration> CALENDAR_POLL_INTERVAL =
      key("calendar.poll-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription("How often the calendar is read.");

  public static final ConfigOption<String> MODEL_PATH =
      key("model.path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A folder that holds model bundles and current.json, or one bundle, on any file"
                  + " system that Flink knows. Without it, decisions use the observed values.");

  public static final ConfigOption<Duration> MODEL_POLL_INTERVAL =
      key("model.poll-interval")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription("How often current.json is read.");

  public static final ConfigOption<String> DECISIONS_STREAM =
      key("decisions.stream")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Name of the Kinesis stream that decisions are put to, as JSON, partitioned by"
                  + " group.");

  public static final ConfigOption<String> DECISIONS_PATH =
      key("decisions.path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Folder that decisions are written to as JSON lines, on any file system that Flink"
                  + " knows.");

  public static final ConfigOption<String> DEAD_LETTERS_PATH =
      key("dead-letters.path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Folder that unreadable records are written to as JSON lines: reason, detail and the"
                  + " first 1 KiB. Without it they are only counted.");

  public static final ConfigOption<Duration> STATE_TIME_TO_LIVE =
      key("state.time-to-live")
          .durationType()
          .defaultValue(Duration.ofDays(7))
          .withDescription("How long the state of a group that reports nothing is kept.");

  public static final ConfigOption<String> KINESIS_ENDPOINT =
      key("kinesis.endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Endpoint of Kinesis where it is not the region's own, such as a VPC endpoint.");

  public static final ConfigOption<Boolean> KINESIS_EMULATED =
      key("kinesis.emulated")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether the endpoint is an emulator, which the sink then speaks HTTP/1.1 to without"
                  + " checking a certificate. The source wants an emulator's http endpoint. Never"
                  + " set it for AWS.");

  public static final ConfigOption<String> AUTO_SCALING_ENDPOINT =
      key("autoscaling.endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Endpoint of EC2 Auto Scaling where it is not the region's, as for a simulation.");

  public static final ConfigOption<Double> SIMULATION_SPEED =
      key("simulation.speed")
          .doubleType()
          .defaultValue(1.0)
          .withDescription(
              "How many times as fast as real time the time of a simulated fleet passes, from"
                  + " simulation.start on. Never set it for AWS.");

  public static final ConfigOption<String> SIMULATION_START =
      key("simulation.start")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The instant at which a simulated fleet's time was the real one, such as"
                  + " 2026-01-31T12:00:00Z. Goes with simulation.speed.");

  private ScalerOptions() {}

  /** What the options of scaling settings begin with; the name of the setting follows. */
  public static final String SCALING_PREFIX = "scaling.";

  /** All options, in the order in which the data flows. */
  public static List<ConfigOption<?>> all() {
    List<ConfigOption<?>> options =
        new ArrayList<>(
            Arrays.asList(
                AWS_REGION,
                METRICS_STREAM,
                METRICS_FORMAT,
                METRICS_INITIAL_POSITION,
                METRICS_MAX_OUT_OF_ORDERNESS,
                METRICS_IDLENESS,
                METRICS_FUTURE_SKEW,
                METRICS_STALE_AFTER,
                FLEET_POLL_INTERVAL,
                CALENDAR_PATH,
                CALENDAR_POLL_INTERVAL,
                MODEL_PATH,
                MODEL_POLL_INTERVAL,
                DECISIONS_STREAM,
                DECISIONS_PATH,
                DEAD_LETTERS_PATH,
                STATE_TIME_TO_LIVE,
                KINESIS_ENDPOINT,
                KINESIS_EMULATED,
                AUTO_SCALING_ENDPOINT,
                SIMULATION_SPEED,
                SIMULATION_START));
    for (ScalingSetting setting : ScalingSetting.values()) {
      options.add(of(setting));
    }
    return Collections.unmodifiableList(options);
  }

  /** The options without which the job cannot start. */
  public static List<ConfigOption<?>> required() {
    return Collections.unmodifiableList(Arrays.asList(AWS_REGION, METRICS_STREAM));
  }

  /** The option that holds the default of a scaling setting. */
  static ConfigOption<String> of(ScalingSetting setting) {
    return key(SCALING_PREFIX + setting.settingName())
        .stringType()
        .defaultValue(setting.format(new ScalingSettings()))
        .withDescription(
            String.format(
                "%s Must be %s. The tag %s%s overrides it for a group.",
                setting.description(),
                setting.expectation(),
                GroupTags.PREFIX,
                setting.settingName()));
  }
}
