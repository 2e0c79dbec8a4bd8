package io.prescale.jobs.configuration;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** The options of the collector job, given in the same ways as those of the scaler job. */
public final class CollectorOptions {
  public static final ConfigOption<String> AWS_REGION = ScalerOptions.AWS_REGION;

  public static final ConfigOption<String> METRICS_STREAM =
      key("metrics.stream")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Name of the Kinesis stream that the metrics are put to, as CloudWatch metric-stream"
                  + " JSON, partitioned by group. Required.");

  public static final ConfigOption<Duration> PERIOD =
      key("collector.period")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription(
              "Period of the data points: 5 min, or 1 min where the groups have detailed monitoring."
                  + " One minute costs five times as much.");

  public static final ConfigOption<Duration> DELAY =
      key("collector.delay")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription(
              "How long after its end a period is read first. CloudWatch publishes late.");

  public static final ConfigOption<Duration> REREAD =
      key("collector.re-read")
          .durationType()
          .defaultValue(Duration.ofMinutes(15))
          .withDescription(
              "How far back each reading reads again, since CloudWatch publishes late and rewrites"
                  + " data points. What has changed is put to the stream again.");

  public static final ConfigOption<Duration> BACKFILL =
      key("collector.back-fill")
          .durationType()
          .defaultValue(Duration.ofHours(2))
          .withDescription(
              "How much of its past is read of a group that is newly tagged. Two hours fill a"
                  + " sequence.");

  public static final ConfigOption<Double> CALLS_PER_SECOND =
      key("collector.calls-per-second")
          .doubleType()
          .defaultValue(10.0)
          .withDescription(
              "Most calls of CloudWatch a second. The account's quota, which all callers share, is"
                  + " 50 for GetMetricData and 25 for ListMetrics unless it was raised. When it is"
                  + " throttled the collector slows down by itself.");

  public static final ConfigOption<Integer> CONCURRENT_CALLS =
      key("collector.concurrent-calls")
          .intType()
          .defaultValue(8)
          .withDescription("Most calls of CloudWatch at a time.");

  public static final ConfigOption<Duration> FLEET_POLL_INTERVAL =
      ScalerOptions.FLEET_POLL_INTERVAL;

  public static final ConfigOption<String> CLOUDWATCH_ENDPOINT =
      key("cloudwatch.endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Endpoint of CloudWatch where it is not the region's, such as a VPC endpoint or a"
                  + " simulation.");

  public static final ConfigOption<String> AUTO_SCALING_ENDPOINT =
      ScalerOptions.AUTO_SCALING_ENDPOINT;

  public static final ConfigOption<String> KINESIS_ENDPOINT = ScalerOptions.KINESIS_ENDPOINT;

  public static final ConfigOption<Boolean> KINESIS_EMULATED = ScalerOptions.KINESIS_EMULATED;

  private CollectorOptions() {}

  /** All options, in the order in which they are documented. */
  public static List<ConfigOption<?>> all() {
    return List.of(
        AWS_REGION,
        METRICS_STREAM,
        PERIOD,
        DELAY,
        REREAD,
        BACKFILL,
        CALLS_PER_SECOND,
        CONCURRENT_CALLS,
        FLEET_POLL_INTERVAL,
        CLOUDWATCH_ENDPOINT,
        AUTO_SCALING_ENDPOINT,
        KINESIS_ENDPOINT,
        KINESIS_EMULATED,
        ScalerOptions.SIMULATION_SPEED,
        ScalerOptions.SIMULATION_START);
  }

  /** The options without which the job cannot start. */
  public static List<ConfigOption<?>> required() {
    return List.of(AWS_REGION, METRICS_STREAM);
  }
}
