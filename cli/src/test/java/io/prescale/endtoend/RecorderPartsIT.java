package io.prescale.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.decisionlog.DatabaseAddress;
import io.prescale.decisionlog.testing.PostgresServer;
import io.prescale.jobs.RecorderJob;
import io.prescale.jobs.configuration.RecorderParts;
import io.prescale.simulator.api.SimulationServer;
import io.prescale.simulator.api.StaticBackend;
import io.prescale.simulator.metric.MetricFeed;
import io.prescale.testing.KinesisEmulator;
import io.prescale.testing.SystemProperties;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * History and log recorded by a job each, as they are submitted, while the database comes and goes.
 */
@Timeout(300)
class RecorderPartsIT {
  @RegisterExtension
  static final KinesisEmulator KINESIS =
      KinesisEmulator.withStream("outage-metrics", 1)
          .andStream("outage-decisions", 1)
          .andStream("savepoint-metrics", 1)
          .andStream("savepoint-decisions", 1)
          .andStream("checkpoint-metrics", 1)
          .andStream("checkpoint-decisions", 1);

  /** Loses what came before it started, unless a state tells where to go on. */
  private static final String FROM_LATEST = "--metrics.initial-position=LATEST";

  private static SystemProperties credentials;
  private static SimulationServer api;
  private static ScalerCluster cluster;

  @TempDir Path folder;

  private int markers;

  @BeforeAll
  static void start(@TempDir Path checkpoints) throws Exception {
    credentials =
        SystemProperties.set(
            Map.of(
                "aws.accessKeyId", KinesisEmulator.ACCESS_KEY,
                "aws.secretKey", KinesisEmulator.SECRET_KEY,
                "aws.secretAccessKey", KinesisEmulator.SECRET_KEY));
    StaticBackend groups = new StaticBackend(Clock.systemUTC());
    groups.put(RecordedGroup.NAME, 1, 10, 4, Map.of("prescale:mode", "enforce"));
    api = SimulationServer.start(groups, MetricFeed.empty());
    Configuration options = new Configuration();
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
    options.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    options.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    options.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    options.set(CoreOptions.DEFAULT_PARALLELISM, 1);
    cluster = ScalerCluster.start(2, options);
  }

  @AfterAll
  static void stop() {
    cluster.close();
    api.close();
    credentials.close();
  }

  @Test
  void databaseThatIsDownDelaysTheLogAlone() throws Exception {
    RecordedGroup group = new RecordedGroup(KINESIS, "outage-metrics", "outage-decisions");
    try (PostgresServer database = PostgresServer.start()) {
      JobID history =
          cluster.submit(
              RecorderJob::main, options(group, database.address(), RecorderParts.HISTORY));
      JobID log =
          cluster.submit(RecorderJob::main, options(group, database.address(), RecorderParts.LOG));
      group.put(0, 10);
      awaitHistory(group, 9);
      awaitLog(group, database, 10);

      database.stop();
      group.put(10, 20);
      awaitHistory(group, 19);
      awaitRead(group.decisions(), RecorderParts.LOG);
      assertThat(cluster.status(history)).isEqualTo(JobStatus.RUNNING);
      assertThat(cluster.status(log)).isEqualTo(JobStatus.RUNNING);
      database.startAgain();

      awaitLog(group, database, 20);
      group.put(20, 25);
      awaitLog(group, database, 25);
      awaitHistory(group, 24);
      assertThat(cluster.restores(history)).isZero();
      assertThat(cluster.restores(log)).isZero();
      cluster.cancel(history);
      cluster.cancel(log);
    }
  }

  @Test
  void recorderOfBothPartsIsSplitByItsSavepoint() throws Exception {
    RecordedGroup group = new RecordedGroup(KINESIS, "savepoint-metrics", "savepoint-decisions");

    splitWithoutLoss(
        group, both -> cluster.stopWithSavepoint(both, folder.resolve("savepoints"), false));
  }

  /** As must be done while no savepoint completes. */
  @Test
  void recorderOfBothPartsIsSplitByItsLastCheckpoint() throws Exception {
    RecordedGroup group = new RecordedGroup(KINESIS, "checkpoint-metrics", "checkpoint-decisions");

    splitWithoutLoss(
        group,
        both -> {
          cluster.cancel(both);
          return cluster.lastCheckpoint(both);
        });
  }

  /** What one job had not written yet is taken up by the job of its part. */
  private void splitWithoutLoss(RecordedGroup group, Ending ending) throws Exception {
    try (PostgresServer database = PostgresServer.start()) {
      JobID both =
          cluster.submit(RecorderJob::main, options(group, database.address(), RecorderParts.ALL));
      group.put(0, 10);
      awaitHistory(group, 9);
      awaitLog(group, database, 10);
      database.stop();
      group.put(10, 15);
      group.putFirstHalf(15);
      awaitRead(group.metrics(), RecorderParts.ALL);
      awaitRead(group.decisions(), RecorderParts.ALL);
      String state = ending.end(both);
      group.putSecondHalf(15);
      group.put(16, 20);
      database.startAgain();
      assertThat(group.logged(database.address())).isEqualTo(group.decisionsOnFirst(10));

      JobID history = goOn(state, group, database, RecorderParts.HISTORY);
      JobID log = goOn(state, group, database, RecorderParts.LOG);
      awaitHistory(group, 19);
      awaitLog(group, database, 20);
      group.put(20, 25);
      awaitHistory(group, 24);
      awaitLog(group, database, 25);
      cluster.cancel(history);
      cluster.cancel(log);
    }
  }

  /** Ends a job, and says where its state is. */
  @FunctionalInterface
  private interface Ending {
    String end(JobID job) throws Exception;
  }

  private JobID goOn(
      String state, RecordedGroup group, PostgresServer database, RecorderParts parts)
      throws Exception {
    return cluster.submitFrom(
        state, RecorderJob::main, options(group, database.address(), parts, FROM_LATEST));
  }

  private String[] options(
      RecordedGroup group, DatabaseAddress database, RecorderParts parts, String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--recorder.parts=" + parts,
                "--aws.region=" + KinesisEmulator.REGION,
                "--kinesis.endpoint=" + KINESIS.endpoint(),
                "--kinesis.emulated=true",
                "--autoscaling.endpoint=" + api.endpoint(),
                "--metrics.stream=" + group.metrics(),
                "--metrics.max-out-of-orderness=1s",
                "--decisions.stream=" + group.decisions(),
                "--history.path=" + history().toUri(),
                "--database.url=" + database.url(),
                "--database.user=" + database.user(),
                "--dead-letters.path=" + deadLetters(parts).toUri()));
    options.addAll(List.of(more));
    return options.toArray(String[]::new);
  }

  private Path history() {
    return folder.resolve("history");
  }

  private Path deadLetters(RecorderParts parts) {
    return folder.resolve("dead-letters" + parts.suffix());
  }

  private void awaitHistory(RecordedGroup group, int slots) {
    Awaitility.await("history of " + slots + " slots, each of them once")
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(RecordedGroup.inHistory(history()))
                    .isEqualTo(group.samplesOfFirst(slots)));
  }

  private static void awaitLog(RecordedGroup group, PostgresServer database, int slots) {
    Awaitility.await("log of " + slots + " decisions, each of them once")
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(group.logged(database.address()))
                    .isEqualTo(group.decisionsOnFirst(slots)));
  }

  /**
   * Puts a record that nobody can read, and waits for it among the dead letters. It gets there when
   * a checkpoint is complete; so all that was put before has been read then, for good.
   */
  private void awaitRead(String stream, RecorderParts reader) {
    String marker = "marker-" + ++markers;
    KINESIS.put(stream, RecordedGroup.NAME, marker);
    Awaitility.await("all of " + stream + " is read")
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(FinishedFiles.lines(deadLetters(reader)))
                    .anyMatch(line -> line.contains(marker)));
  }
}
