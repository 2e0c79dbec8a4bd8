package io.prescale.endtoend;

import static io.prescale.endtoend.ClosedLoopScenario.GROUPS;
import static io.prescale.endtoend.ClosedLoopScenario.SLOTS;
import static io.prescale.endtoend.ClosedLoopScenario.asJson;
import static io.prescale.endtoend.ClosedLoopScenario.callsByGroup;
import static io.prescale.endtoend.ClosedLoopScenario.commands;
import static io.prescale.endtoend.ClosedLoopScenario.commandsByGroup;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.cli.replay.HistoryRecords;
import io.prescale.cli.replay.Replay;
import io.prescale.cli.replay.ReplayFleet;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.policy.ScalingAction;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.policy.json.DecisionJson;
import io.prescale.domain.time.Slots;
import io.prescale.jobs.PredictiveScalingJob;
import io.prescale.simulator.api.FaultPlan;
import io.prescale.simulator.api.SimulationServer;
import io.prescale.simulator.metric.MetricFeed;
import io.prescale.testing.KinesisEmulator;
import io.prescale.testing.S3Emulator;
import io.prescale.testing.ShippedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.core.fs.FileSystem;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job as a user runs it, everything over the wire: metrics from a Kinesis stream of which a
 * shard is split meanwhile; checkpoints, calendar, model and files in S3; the Auto Scaling API by
 * HTTP; a task manager killed in the middle. What it calls in the end must be what {@code replay}
 * decides for the same data.
 */
@Timeout(600)
class KinesisEndToEndIT {
  @RegisterExtension
  static final KinesisEmulator KINESIS =
      KinesisEmulator.withStream("metrics", 2).andStream("decisions", 1);

  @RegisterExtension static final S3Emulator S3 = S3Emulator.withBucket("prescale");

  /** Slots put to the stream at a time. */
  private static final int BATCH = 4;

  private static final int SPLIT_BEFORE_SLOT = 24;
  private static final int KILL_AFTER_SLOT = 36;

  /**
   * Shards are read side by side, so that one can be ahead of another by what was put since the
   * consumer last caught up: a batch. Events may come out of order by as much and no slot closes
   * before its last event. A slot is closed by data of the fifth one after it.
   */
  private static final Duration OUT_OF_ORDERNESS = Slots.LENGTH.multipliedBy(BATCH);

  private static final int CLOSED_SLOTS = SLOTS - BATCH - 1;

  private static final Map<String, String> CREDENTIALS =
      Map.of(
          "aws.accessKeyId", KinesisEmulator.ACCESS_KEY,
          "aws.secretKey", KinesisEmulator.SECRET_KEY,
          "aws.secretAccessKey", KinesisEmulator.SECRET_KEY);

  @TempDir static Path folder;

  private final DecisionJson json = new DecisionJson();
  private final Set<String> shardsUsed = new TreeSet<>();
  private int markers;

  @BeforeAll
  static void useEmulators() {
    CREDENTIALS.forEach(System::setProperty);
    FileSystem.initialize(S3.flinkConfiguration(), null);
  }

  @AfterAll
  static void forgetEmulators() {
    CREDENTIALS.keySet().forEach(System::clearProperty);
    FileSystem.initialize(new Configuration(), null);
  }

  @Test
  void callsAreThoseThatReplayDecides() throws Exception {
    ClosedLoopScenario scenario = ClosedLoopScenario.endingBefore(0, folder);
    List<ScalingDecision> expected = replay(scenario);
    assertThat(commands(expected)).hasSizeGreaterThan(2 * GROUPS.size());
    assertThat(expected)
        .extracting(decision -> decision.action)
        .contains(ScalingAction.SCALE_OUT, ScalingAction.SCALE_IN);
    putCalendarAndModel(scenario.calendar());

    try (SimulationServer api =
            SimulationServer.start(
                ClosedLoopScenario.backend(), MetricFeed.empty(), FaultPlan.none(), 0);
        ScalerCluster cluster = ScalerCluster.start(2, flinkOptions())) {
      JobID job = cluster.submit(PredictiveScalingJob::main, arguments(api));
      feed(cluster, scenario.history());
      assertThat(cluster.restores(job)).as("restores").isEqualTo(1);
      assertThat(shardsUsed).as("shards with data").hasSize(4);

      Awaitility.await("all decisions are on the stream")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(decisionsOnStream()).hasSameSizeAs(expected));
      Awaitility.await("all calls were made")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(api.calls().applied()).hasSameSizeAs(commands(expected)));
      awaitConsumed();
      cluster.cancel(job);

      assertThat(callsByGroup(api.calls().applied())).isEqualTo(commandsByGroup(expected));
      assertThat(decisionsOnStream()).isEqualTo(asJson(expected));
      assertThat(decisionsInFiles())
          .isEqualTo(asJson(expected).values().stream().sorted().toList());
    }
  }

  /** What replay decides on the slots that the live job can close. */
  private List<ScalingDecision> replay(ClosedLoopScenario scenario) throws Exception {
    ReplayFleet fleet =
        new ReplayFleet(
            ScalingMode.ENFORCE,
            ClosedLoop.settings(),
            ClosedLoop.MIN_SIZE,
            ClosedLoop.MAX_SIZE,
            ClosedLoop.FIRST_CAPACITY);
    new Replay(List.of(scenario.history()), fleet, 1, new PrintWriter(new StringWriter()))
        .withModel(ShippedModel.folder())
        .withCalendar(scenario.calendarFile())
        .run(folder.resolve("replay"));
    List<ScalingDecision> decisions = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("replay").resolve(Replay.DECISIONS))) {
      ScalingDecision decision = json.read(line);
      if (scenario.isOnFirst(CLOSED_SLOTS, decision)) {
        decisions.add(decision);
      }
    }
    assertThat(decisions).hasSize(GROUPS.size() * CLOSED_SLOTS);
    return decisions;
  }

  private static void putCalendarAndModel(String calendar) throws IOException {
    S3.put("business_calendar.json", calendar.getBytes(UTF_8));
    S3.put("models/current.json", "{\"formatVersion\":1,\"current\":\"default\"}".getBytes(UTF_8));
    try (Stream<Path> files = Files.list(ShippedModel.folder())) {
      for (Path file : files.toList()) {
        S3.put("models/default/" + file.getFileName(), Files.readAllBytes(file));
      }
    }
  }

  private static Configuration flinkOptions() {
    Configuration options = S3.flinkConfiguration();
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    options.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, S3.uri("checkpoints"));
    // All state in files of its own, rather than in the checkpoint's metadata.
    options.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ZERO);
    return options;
  }

  private static String[] arguments(SimulationServer api) {
    Map<String, String> options = new TreeMap<>();
    options.put("aws.region", KinesisEmulator.REGION);
    options.put("kinesis.endpoint", KINESIS.endpoint().toString());
    options.put("kinesis.emulated", "true");
    options.put("metrics.stream", "metrics");
    options.put("metrics.max-out-of-orderness", OUT_OF_ORDERNESS.toMinutes() + "min");
    options.put("metrics.idleness", "2s");
    options.put("autoscaling.endpoint", api.endpoint().toString());
    options.put("fleet.poll-interval", "1s");
    options.put("calendar.path", S3.uri("business_calendar.json"));
    options.put("model.path", S3.uri("models"));
    options.put("decisions.stream", "decisions");
    options.put("decisions.path", S3.uri("decisions"));
    options.put("dead-letters.path", S3.uri("dead-letters"));
    options.put("scaling.command-valid-for-seconds", "86400");
    return options.entrySet().stream()
        .flatMap(option -> Stream.of("--" + option.getKey(), option.getValue()))
        .toArray(String[]::new);
  }

  private void feed(ScalerCluster cluster, Path history) throws Exception {
    HistoryRecords records = new HistoryRecords(List.of(history.toString()));
    records.open(null);
    for (int slot = 0; slot < SLOTS; slot++) {
      if (slot == SPLIT_BEFORE_SLOT) {
        KINESIS.splitShard("metrics", KINESIS.openShards("metrics").get(0).shardId());
      }
      for (int group = 0; group < GROUPS.size(); group++) {
        byte[] record = records.map((long) slot * GROUPS.size() + group);
        shardsUsed.add(KINESIS.put("metrics", GROUPS.get(group), record).shardId());
      }
      if (slot == KILL_AFTER_SLOT) {
        cluster.replaceTaskManager();
      }
      if (slot % BATCH == BATCH - 1) {
        awaitConsumed();
      }
    }
  }

  /**
   * Puts a record that nobody can read to each open shard, and waits for it among the dead letters.
   * They get there when a checkpoint is complete; so all that was put before has been read then,
   * for good.
   */
  private void awaitConsumed() {
    String marker = "marker-" + ++markers + "-of-";
    List<String> expected = new ArrayList<>();
    KINESIS
        .openShards("metrics")
        .forEach(
            shard -> {
              String text = marker + shard.shardId();
              KINESIS.put("metrics", text, shard.hashKeyRange().startingHashKey(), text);
              expected.add(text);
            });
    Awaitility.await("the job has read " + marker + "each shard")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(content("dead-letters/")).contains(expected));
  }

  private static String content(String prefix) {
    StringBuilder content = new StringBuilder();
    S3.keys(prefix).forEach(key -> content.append(new String(S3.get(key), UTF_8)));
    return content.toString();
  }

  /** By identifier; a decision that was put twice must be the same both times. */
  private static Map<String, String> decisionsOnStream() throws Exception {
    Map<String, String> decisions = new TreeMap<>();
    DecisionJson json = new DecisionJson();
    for (String line : KINESIS.readAll("decisions")) {
      String before = decisions.put(json.read(line).id, line.strip());
      assertThat(before).isIn(null, line.strip());
    }
    return decisions;
  }

  private static List<String> decisionsInFiles() {
    return content("decisions/").lines().sorted().toList();
  }
}
