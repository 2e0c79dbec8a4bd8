package io.prescale.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.connectors.cloudwatch.DecodedRecords;
import io.prescale.connectors.cloudwatch.MetricStreamDecoder;
import io.prescale.connectors.cloudwatch.RecordFormat;
import io.prescale.domain.metric.DeadLetter;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.metric.Signal;
import io.prescale.domain.time.TimeScale;
import io.prescale.jobs.collector.LiveCollector;
import io.prescale.jobs.configuration.CollectorConfiguration;
import io.prescale.jobs.configuration.OptionValues;
import io.prescale.simulator.SimulationDriver;
import io.prescale.simulator.api.Fault;
import io.prescale.simulator.api.FaultPlan;
import io.prescale.simulator.api.SimulationServer;
import io.prescale.simulator.fleet.FleetGenerator;
import io.prescale.simulator.fleet.SimulatedFleet;
import io.prescale.simulator.metric.MetricArchive;
import io.prescale.simulator.metric.MetricArchive.MetricKey;
import io.prescale.simulator.metric.MetricLog;
import io.prescale.testing.KinesisEmulator;
import io.prescale.testing.SystemProperties;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A simulated fleet, its metrics by GetMetricData, the collector job, a Kinesis stream, and the
 * scaler's decoder: every data point arrives, and the last that arrives is as CloudWatch has it in
 * the end, although a fifth of the calls are throttled, a fifth of the answers cut in two, and a
 * task manager is killed in between.
 */
@Timeout(300)
class CollectorEndToEndIT {
  @RegisterExtension
  static final KinesisEmulator KINESIS = KinesisEmulator.withStream("collected", 2);

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration HISTORY = Duration.ofHours(2);
  private static final Duration PERIOD = Duration.ofMinutes(5);
  private static final Duration LIVE = Duration.ofHours(2);
  private static final double SPEED = 900;

  @TempDir Path folder;

  @Test
  void everyDataPointArrivesAsCloudWatchHasIt() throws Exception {
    SimulatedFleet fleet =
        new SimulatedFleet(
            FleetGenerator.enforced(1).generate(4, START, Duration.ofDays(1)),
            new MetricLog(100_000, Duration.ZERO));
    Instant liveFrom = START.plus(HISTORY);
    fleet.advanceTo(liveFrom);
    FaultPlan faults =
        new FaultPlan(1).share(Fault.Kind.THROTTLE, 0.2).share(Fault.Kind.PARTIAL_DATA, 0.2);
    Configuration options = new Configuration();
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
    options.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    try (SystemProperties credentials =
            SystemProperties.set(
                Map.of(
                    "aws.accessKeyId", KinesisEmulator.ACCESS_KEY,
                    "aws.secretKey", KinesisEmulator.SECRET_KEY,
                    "aws.secretAccessKey", KinesisEmulator.SECRET_KEY));
        SimulationServer server = SimulationServer.start(fleet, fleet.metrics(), faults, 0);
        ScalerCluster cluster = ScalerCluster.start(1, options)) {
      TimeScale time = TimeScale.accelerated(Instant.now(), liveFrom, SPEED);
      JobID job = submit(cluster, server, time);
      Instant end = liveFrom.plus(LIVE);
      live(fleet, time, liveFrom.plus(LIVE.dividedBy(2)));
      cluster.replaceTaskManager();
      live(fleet, time, end);

      // The last period is not settled while the fleet's time stands still.
      Map<String, String> expected = expected(fleet, end.minus(PERIOD), end.plus(PERIOD));
      assertThat(expected).hasSizeGreaterThan(4 * 4 * 40);
      Awaitility.await("all data points are on the stream")
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(collected()).containsAllEntriesOf(expected));
      assertThat(cluster.restores(job)).isEqualTo(1);
      assertThat(credentials).isNotNull();
      cluster.cancel(job);
    }
  }

  private static JobID submit(ScalerCluster cluster, SimulationServer server, TimeScale time)
      throws Exception {
    String endpoint = server.endpoint().toString();
    String[] arguments = {
      "--aws.region=" + KinesisEmulator.REGION,
      "--metrics.stream=collected",
      "--cloudwatch.endpoint=" + endpoint,
      "--autoscaling.endpoint=" + endpoint,
      "--kinesis.endpoint=" + KINESIS.endpoint(),
      "--kinesis.emulated=true",
      "--collector.back-fill=2h",
      "--collector.calls-per-second=100",
      "--fleet.poll-interval=10min"
    };
    StreamExecutionEnvironment environment = cluster.environment(1);
    CollectorConfiguration configuration =
        CollectorConfiguration.of(OptionValues.gather(arguments, Map.of()));
    new LiveCollector(configuration, time).addTo(environment);
    return cluster.submit(environment);
  }

  private static void live(SimulatedFleet fleet, TimeScale time, Instant until) {
    try (SimulationDriver driver = new SimulationDriver(fleet, time, Clock.systemUTC()).start()) {
      Awaitility.await("time passes")
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> !fleet.now().isBefore(until));
      assertThat(driver.failure()).isEmpty();
    }
  }

  /** Statistics by signal, resource and period, of all periods that end by then. */
  private static Map<String, String> expected(SimulatedFleet fleet, Instant until, Instant now) {
    MetricArchive archive = new MetricArchive(fleet.metrics());
    Map<String, String> expected = new TreeMap<>();
    for (MetricKey metric : archive.metrics()) {
      Signal signal = signalOf(metric);
      String resource = metric.dimensions().get(signal.dimension().cloudWatchName());
      archive
          .query(metric, START, until, PERIOD, now)
          .forEach(
              (timestamp, statistics) ->
                  expected.put(
                      signal + " " + resource + " " + timestamp.toEpochMilli(),
                      statistics.sum() + " of " + statistics.count()));
    }
    return expected;
  }

  private static Signal signalOf(MetricKey metric) {
    for (Signal signal : Signal.values()) {
      if (signal.namespace().equals(metric.namespace())
          && signal.metricName().equals(metric.metricName())) {
        return signal;
      }
    }
    throw new AssertionError("no signal: " + metric);
  }

  /** What the scaler reads from the stream; of a data point that came twice, the later. */
  private static Map<String, String> collected() {
    Map<String, String> collected = new TreeMap<>();
    MetricStreamDecoder decoder = new MetricStreamDecoder(RecordFormat.AUTO, Duration.ZERO);
    DecodedRecords output =
        new DecodedRecords() {
          @Override
          public void event(MetricEvent event) {
            collected.put(
                event.signal + " " + event.resource + " " + event.timestamp,
                event.sum + " of " + event.count);
          }

          @Override
          public void deadLetter(DeadLetter deadLetter) {
            throw new AssertionError(deadLetter);
          }

          @Override
          public void ignored() {
            throw new AssertionError("a record of the collector is ignored");
          }
        };
    for (String record : KINESIS.readAll("collected")) {
      decoder.decode(record.getBytes(UTF_8), Long.MAX_VALUE / 2, output);
    }
    return collected;
  }
}
