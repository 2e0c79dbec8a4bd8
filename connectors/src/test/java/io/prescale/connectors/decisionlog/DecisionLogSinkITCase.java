package io.prescale.connectors.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.prescale.connectors.files.HistoryFiles;
import io.prescale.connectors.polling.PollResult;
import io.prescale.connectors.polling.PollSchedule;
import io.prescale.connectors.polling.Poller;
import io.prescale.connectors.polling.PollingSource;
import io.prescale.decisionlog.DatabaseAddress;
import io.prescale.decisionlog.DecisionLogSchema;
import io.prescale.decisionlog.testing.Decisions;
import io.prescale.decisionlog.testing.PostgresServer;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.sample.GroupSample;
import io.prescale.domain.sample.Sample;
import io.prescale.domain.time.Slots;
import io.prescale.domain.time.TimeScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The sink of the decision log in a job, against real databases. */
class DecisionLogSinkITCase {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final Queue<ScalingDecision> TO_COME = new ConcurrentLinkedQueue<>();

  private static final Duration LIMIT = Duration.ofSeconds(120);

  private JobClient job;

  @AfterEach
  void cancel() throws Exception {
    if (!job.getJobStatus().get().isGloballyTerminalState()) {
      job.cancel().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @BeforeEach
  void reset() {
    TO_COME.clear();
    Checkpoints.COMPLETED.set(0);
    Checkpoints.PASSED.set(0);
    Checkpoints.RESTARTS.set(-1);
    Checkpoints.FAIL_NEXT.set(0);
  }

  @Test
  void losesNoRowWhileTheDatabaseIsDownAndTheJobGoesOn() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      start(server.address());
      add(0, 40);
      await().atMost(LIMIT).until(() -> rows(server.address()) == 40);

      server.stop();
      add(40, 80);
      await().atMost(LIMIT).until(() -> Checkpoints.PASSED.get() == 80);
      int before = Checkpoints.COMPLETED.get();
      await().atMost(LIMIT).until(() -> Checkpoints.COMPLETED.get() >= before + 3);
      add(80, 100);
      await().atMost(LIMIT).until(() -> Checkpoints.PASSED.get() == 100);
      server.startAgain();

      await().atMost(LIMIT).until(() -> rows(server.address()) == 100);
      assertThat(Checkpoints.RESTARTS).hasValue(0);
    }
  }

  @Test
  void startsBeforeItsDatabaseAndRestoresWhatWaits() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      server.stop();
      start(server.address());
      add(0, 30);
      await().atMost(LIMIT).until(() -> Checkpoints.PASSED.get() == 30);
      int before = Checkpoints.COMPLETED.get();
      await().atMost(LIMIT).until(() -> Checkpoints.COMPLETED.get() >= before + 2);

      Checkpoints.FAIL_NEXT.set(1);
      add(30, 31);
      await().atMost(LIMIT).until(() -> Checkpoints.RESTARTS.get() == 1);
      server.startAgain();

      // All but the one that failed on its way, though none comes that would push them.
      await().atMost(LIMIT).until(() -> rows(server.address()) == 30);
      add(31, 40);
      await().atMost(LIMIT).until(() -> rows(server.address()) == 39);
    }
  }

  @Test
  void holdsItsInputBackAtTheLimitAndLosesNoRow() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      bringToItsLimit(server);
      server.startAgain();

      await().atMost(LIMIT).until(() -> rows(server.address()) == 5_000);
      assertThat(Checkpoints.RESTARTS).hasValue(0);
      int before = Checkpoints.COMPLETED.get();
      await().atMost(LIMIT).until(() -> Checkpoints.COMPLETED.get() > before);
    }
  }

  /** The recorder as two jobs: whatever holds the log back, the files of the other are finished. */
  @Test
  void historyOfAnotherJobGoesOnAtTheLimit(@TempDir Path history) throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      bringToItsLimit(server);
      JobClient recording = recordHistory(history);
      await().atMost(LIMIT).until(() -> finishedRows(history) >= 20);
      assertThat(Checkpoints.PASSED.get()).isLessThan(5_000);
      recording.cancel().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      server.startAgain();

      await().atMost(LIMIT).until(() -> rows(server.address()) == 5_000);
      assertThat(Checkpoints.RESTARTS).hasValue(0);
    }
  }

  /** A sample with each poll, and no end to them: only a checkpoint finishes a file. */
  private static JobClient recordHistory(Path folder) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(1);
    environment.enableCheckpointing(50);
    environment
        .fromSource(
            new PollingSource<>(
                "samples",
                TypeInformation.of(GroupSample.class),
                SamplePoller::new,
                PollSchedule.every(Duration.ofMillis(5))),
            WatermarkStrategy.noWatermarks(),
            "samples")
        .sinkTo(HistoryFiles.sink(folder.toUri().toString()));
    return environment.executeAsync();
  }

  /** Rows of the files that are no longer in progress, without their headings. */
  private static long finishedRows(Path history) throws IOException {
    long rows = 0;
    for (Path day : list(history)) {
      for (Path file : list(day)) {
        if (!file.getFileName().toString().startsWith(".")) {
          rows += Files.readAllLines(file).size() - 1;
        }
      }
    }
    return rows;
  }

  /** By names alone: a file that is in progress may be renamed before one can look at it. */
  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void goesOnAtTheLimitAfterARestore() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      server.stop();
      start(server.address(), 20);
      add(0, 15);
      await().atMost(LIMIT).until(() -> Checkpoints.PASSED.get() == 15);
      int before = Checkpoints.COMPLETED.get();
      await().atMost(LIMIT).until(() -> Checkpoints.COMPLETED.get() >= before + 2);

      Checkpoints.FAIL_NEXT.set(1);
      add(15, 16);
      await().atMost(LIMIT).until(() -> Checkpoints.RESTARTS.get() == 1);
      add(16, 300);
      await().atMost(LIMIT).until(() -> Checkpoints.PASSED.get() > 50);
      server.startAgain();

      await().atMost(LIMIT).until(() -> rows(server.address()) == 299);
    }
  }

  @Test
  void writesToAnH2FileThatOthersReadMeanwhile(@TempDir Path folder) throws Exception {
    DatabaseAddress file =
        DatabaseAddress.of("jdbc:h2:file:" + folder.resolve("log") + ";AUTO_SERVER=TRUE");
    start(file);
    add(0, 20);

    await().atMost(LIMIT).until(() -> rows(file) == 20);
  }

  @Test
  void leavesOutTheRowThatTheDatabaseRefusesAndNoOther() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      start(server.address());
      ScalingDecision refused = Decisions.hold("web", 0);
      refused.slotEnd = Long.MAX_VALUE / 2;
      TO_COME.add(refused);
      add(1, 20);

      await().atMost(LIMIT).until(() -> rows(server.address()) == 19);

      assertThat(Checkpoints.RESTARTS).hasValue(0);
    }
  }

  @Test
  void goesOnWhereOldRowsCannotBeDeleted() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      new DecisionLogSchema(server.address()).migrate();
      try (Connection connection = server.address().connect();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql"
                + " AS 'BEGIN RAISE EXCEPTION ''nothing is deleted here''; END'");
        statement.execute(
            "CREATE TRIGGER refusing BEFORE DELETE ON decision EXECUTE FUNCTION refuse()");
      }
      start(
          server.address(),
          DecisionLogSink.MAX_WAITING,
          new LogRetention(Duration.ofDays(1), Duration.ofDays(1)));
      add(0, 10);
      await().atMost(LIMIT).until(() -> rows(server.address()) == 10);
      add(10, 20);

      await().atMost(LIMIT).until(() -> rows(server.address()) == 20);
    }
  }

  @Test
  void failsTheJobWithAClearMessageWhereTheSchemaIsNewer(@TempDir Path folder) throws Exception {
    DatabaseAddress file = DatabaseAddress.of("jdbc:h2:file:" + folder.resolve("log"));
    new DecisionLogSchema(file).migrate();
    try (Connection connection = file.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO \"prescale_schema_history\" VALUES (99, '99', 'future', 'SQL', 'V99.sql',"
              + " 1, 'x', CURRENT_TIMESTAMP, 1, TRUE)");
    }
    start(file);
    add(0, 1);

    assertThatThrownBy(() -> job.getJobExecutionResult().get(120, TimeUnit.SECONDS))
        .hasStackTraceContaining("is of version 99, but this Prescale knows versions up to 3");
  }

  /** Stops the database and lets 5,000 decisions come, of which it has ten. */
  private void bringToItsLimit(PostgresServer server) throws Exception {
    start(server.address(), 20);
    add(0, 10);
    await().atMost(LIMIT).until(() -> rows(server.address()) == 10);

    server.stop();
    add(10, 5_000);
    // More than may wait in the sink; the rest waits before it.
    await().atMost(LIMIT).until(() -> Checkpoints.PASSED.get() > 200);
  }

  private static void add(int from, int to) {
    for (int slot = from; slot < to; slot++) {
      TO_COME.add(Decisions.hold("web", slot));
    }
  }

  /** 0 where it is down, or has no schema yet. */
  private static int rows(DatabaseAddress database) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM decision")) {
      result.next();
      return result.getInt(1);
    } catch (SQLException e) {
      return 0;
    }
  }

  private void start(DatabaseAddress database) throws Exception {
    start(database, DecisionLogSink.MAX_WAITING);
  }

  private void start(DatabaseAddress database, int mostWaiting) throws Exception {
    start(database, mostWaiting, LogRetention.forEver());
  }

  private void start(DatabaseAddress database, int mostWaiting, LogRetention retention)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(1);
    environment.enableCheckpointing(50);
    DataStream<ScalingDecision> decisions =
        environment
            .fromSource(
                new PollingSource<>(
                    "decisions",
                    TypeInformation.of(ScalingDecision.class),
                    QueuePoller::new,
                    PollSchedule.every(Duration.ofMillis(5))),
                WatermarkStrategy.noWatermarks(),
                "decisions")
            .map(new Checkpoints())
            .returns(TypeInformation.of(ScalingDecision.class));
    decisions
        .keyBy(decision -> decision.group, Types.STRING)
        .sinkTo(
            DecisionLogSink.decisions(database, retention, TimeScale.real())
                .waitingAtMost(mostWaiting));
    job = environment.executeAsync();
  }

  /** A sample each time. */
  private static final class SamplePoller implements Poller<GroupSample> {
    private long slot;

    @Override
    public void open(byte[] state) {
      slot = 0;
    }

    @Override
    public PollResult<GroupSample> poll() {
      Sample sample = new Sample(++slot * Slots.MILLIS, 50, 1e9, Double.NaN, 3, 3);
      return new PollResult<>(List.of(new GroupSample("web", sample, false, slot)), new byte[0]);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  /** Takes what the test adds. */
  private static final class QueuePoller implements Poller<ScalingDecision> {
    @Override
    public void open(byte[] state) {
      // Nothing is kept.
    }

    @Override
    public PollResult<ScalingDecision> poll() throws IOException {
      List<ScalingDecision> all = new ArrayList<>();
      for (ScalingDecision next = TO_COME.poll(); next != null; next = TO_COME.poll()) {
        all.add(next);
      }
      return new PollResult<>(all, new byte[0]);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  /** Passes decisions on, counts them, checkpoints and restarts, and fails when told to. */
  private static final class Checkpoints extends RichMapFunction<ScalingDecision, ScalingDecision>
      implements CheckpointListener {
    private static final long serialVersionUID = 1L;
    static final AtomicInteger COMPLETED = new AtomicInteger();
    static final AtomicInteger PASSED = new AtomicInteger();
    static final AtomicInteger RESTARTS = new AtomicInteger();
    static final AtomicInteger FAIL_NEXT = new AtomicInteger();

    @Override
    public void open(org.apache.flink.api.common.functions.OpenContext context) {
      RESTARTS.incrementAndGet();
    }

    @Override
    public ScalingDecision map(ScalingDecision decision) throws IOException {
      if (FAIL_NEXT.getAndSet(0) == 1) {
        throw new IOException("the test lets the task fail");
      }
      PASSED.incrementAndGet();
      return decision;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      COMPLETED.incrementAndGet();
    }
  }
}
