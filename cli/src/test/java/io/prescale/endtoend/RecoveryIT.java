package io.prescale.endtoend;

import static io.prescale.endtoend.ClosedLoopScenario.GROUPS;
import static io.prescale.endtoend.ClosedLoopScenario.SLOTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.cli.cluster.Cluster;
import io.prescale.cli.cluster.ClusterPort;
import io.prescale.cli.cluster.ClusterPorts;
import io.prescale.cli.cluster.ClusterRig;
import io.prescale.cli.cluster.Endpoints;
import io.prescale.cli.cluster.JobSubmission;
import io.prescale.cli.replay.HistoryRecords;
import io.prescale.connectors.cloudwatch.MetricRecordEncoder;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.metric.Signal;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.time.Slots;
import io.prescale.jobs.PredictiveScalingJob;
import io.prescale.jobs.RecorderJob;
import io.prescale.simulator.api.FaultPlan;
import io.prescale.simulator.api.SimulationServer;
import io.prescale.simulator.metric.MetricFeed;
import io.prescale.testing.TcpProxy;
import io.prescale.testing.ThrottlingProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Whatever happens to the cluster while the scaler works, the record and the fleet are in the end
 * as if nothing had: task managers and the job manager killed, the job upgraded with another
 * parallelism, S3 away, Kinesis throttling.
 *
 * <p>It runs with {@code -Dprescale.recovery=true} only. With {@code -Dprescale.soak=true} it kills
 * twenty times, and S3 is away for two minutes.
 */
@Timeout(3600)
@EnabledIfSystemProperty(named = "prescale.recovery", matches = "true")
class RecoveryIT {
  private static final boolean SOAK = Boolean.getBoolean("prescale.soak");
  private static final int KILLS = SOAK ? 20 : 3;
  private static final Duration STORAGE_AWAY = Duration.ofSeconds(SOAK ? 120 : 15);

  /** Slots put to the stream at a time. */
  private static final int BATCH = 4;

  private static final int CLOSED_SLOTS = SLOTS - BATCH - 1;

  private static final MetricRecordEncoder TICKS =
      new MetricRecordEncoder("test", "000000000000", Endpoints.REGION);

  @TempDir Path folder;

  private final HistoryProgress progress = new HistoryProgress();
  private ClusterRig rig;
  private ClosedLoopScenario scenario;
  private String scaler;

  @Test
  void recordAndFleetAreThoseOfAnUndisturbedRun() throws Exception {
    scenario = ClosedLoopScenario.endingBefore(0, folder);
    ClusterPorts ports = ClusterPorts.anyFree();
    Endpoints direct = Endpoints.onThisMachine(ports);
    try (TcpProxy storage = TcpProxy.to(ports.of(ClusterPort.STORAGE));
        ThrottlingProxy kinesis = ThrottlingProxy.to(direct.kinesis());
        ClusterRig started =
            ClusterRig.prepare(
                ClusterRig.flink(2, 3, true),
                ports,
                direct.with(kinesis.address(), storage.address()));
        SimulationServer api =
            SimulationServer.start(
                ClosedLoopScenario.backend(),
                MetricFeed.empty(),
                FaultPlan.none(),
                ports.of(ClusterPort.FLEET))) {
      rig = started;
      startCluster();
      scaler = submit(1);
      feedAndAwait(2 * BATCH);
      killTaskManagers();
      upgrade(2);
      killJobManager();
      storageGoesAway(storage);
      kinesis.throttle(0.5);
      feedAndAwait(progress.slots + 3 * BATCH);
      assertThat(kinesis.throttledCalls()).as("throttled calls").isGreaterThan(10);
      kinesis.throttle(0);
      feedAndAwait(SLOTS);

      List<ScalingDecision> expected = scenario.decisionsOnFirst(CLOSED_SLOTS);
      assertThat(recorded()).isEqualTo(asRows(expected));
      ClusterRig.until("fleet", () -> assertThat(calls(api)).isEqualTo(commands(expected)));
      ClusterRig.until(
          "history", () -> assertThat(history()).hasSize(GROUPS.size() * CLOSED_SLOTS));
    }
  }

  private void startCluster() throws Exception {
    Cluster cluster = rig.cluster();
    cluster.startServices();
    cluster.startFlink();
    cluster.publishModel();
    cluster.releaseKillSwitch();
    cluster.awaitTaskManagers();
    String bucket = cluster.endpoints().bucket();
    rig.storage()
        .putObject(
            request -> request.bucket(bucket).key("business_calendar.json"),
            RequestBody.fromBytes(scenario.calendar().getBytes(UTF_8)));
    cluster.submit(List.of(job(RecorderJob.NAME)));
  }

  /** A job as {@code prescale cluster} submits it, for data of the past. */
  private JobSubmission job(String name) {
    Map<String, String> options = new TreeMap<>();
    options.put(
        "metrics.max-out-of-orderness", Slots.LENGTH.multipliedBy(BATCH).toMinutes() + "min");
    options.put("metrics.idleness", "5s");
    options.put("fleet.poll-interval", "1s");
    if (name.equals(PredictiveScalingJob.NAME)) {
      options.put("scaling.command-valid-for-seconds", "86400");
    }
    return JobSubmission.all(rig.cluster().endpoints(), 1, Instant.EPOCH).stream()
        .filter(job -> job.name().equals(name))
        .findFirst()
        .orElseThrow()
        .with(options);
  }

  private String submit(int parallelism) throws Exception {
    JobSubmission job = job(PredictiveScalingJob.NAME).withParallelism(parallelism);
    return rig.cluster().client().run(rig.cluster().jobJar(), job);
  }

  /** Kills one task manager after the other, each while there is work, and starts it again. */
  private void killTaskManagers() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      int number = 1 + kill % 2;
      boolean fresh = kill % 4 == 0;
      if (fresh) {
        feed(progress.slots + BATCH);
      }
      rig.cluster().processes().kill("taskmanager-" + number);
      rig.cluster().startTaskManager(number);
      rig.cluster().awaitTaskManagers();
      rig.awaitRunning(scaler);
      if (kill % 4 == 3 || kill == KILLS - 1) {
        awaitRecorded(progress.slots);
      }
    }
  }

  /** Another file, as a new version has, and another parallelism. */
  private void upgrade(int parallelism) throws Exception {
    feed(progress.slots + BATCH);
    Path upgraded =
        Files.copy(
            rig.cluster().jobJar(),
            folder.resolve("prescale-job-next.jar"),
            StandardCopyOption.REPLACE_EXISTING);
    String savepoint = rig.cluster().client().stop(scaler);
    assertThat(savepoint).startsWith("s3://");
    JobSubmission job = job(PredictiveScalingJob.NAME).withParallelism(parallelism);
    scaler = rig.cluster().client().run(upgraded, job, savepoint);
    awaitRecorded(progress.slots);
  }

  private void killJobManager() throws Exception {
    feed(progress.slots + BATCH);
    rig.cluster().processes().kill("jobmanager");
    rig.cluster().startJobManager();
    rig.awaitRunning(scaler);
    awaitRecorded(progress.slots);
  }

  private void storageGoesAway(TcpProxy storage) throws Exception {
    storage.goDown();
    feed(progress.slots + BATCH);
    // The length of the outage is what is tested; nothing tells that it has been long enough.
    assertThat(new CountDownLatch(1).await(STORAGE_AWAY.toSeconds(), TimeUnit.SECONDS)).isFalse();
    storage.comeBack();
    awaitRecorded(progress.slots);
    rig.awaitRunning(scaler);
  }

  private void feedAndAwait(int slots) throws Exception {
    while (progress.slots < slots) {
      feed(Math.min(slots, progress.slots + BATCH));
      awaitRecorded(progress.slots);
    }
  }

  private void feed(int slots) throws Exception {
    HistoryRecords records = new HistoryRecords(List.of(scenario.history().toString()));
    records.open(null);
    for (; progress.slots < slots; progress.slots++) {
      for (int group = 0; group < GROUPS.size(); group++) {
        put(records.map((long) progress.slots * GROUPS.size() + group));
      }
    }
  }

  /**
   * All of it to one shard. Of two, one may be read far behind the other after a restart; what it
   * has would rightly be too late, and the run not be that of an undisturbed one.
   */
  private void put(byte[] record) {
    rig.put(Endpoints.METRICS_STREAM, GROUPS.get(0), record);
  }

  /**
   * Lets the metrics' time go on by a millisecond, as the next minute's metrics would: a job that
   * was restored has no time before it sees a metric.
   */
  private void tick() {
    long time = scenario.startOf(progress.slots - 1) + ++progress.ticks;
    put(TICKS.encode(List.of(new MetricEvent(Signal.CPU_UTILIZATION, "unmanaged", time, 1, 50))));
  }

  /** What can be decided on when so many slots were put. */
  private void awaitRecorded(int slots) {
    int closed = GROUPS.size() * Math.max(0, slots - BATCH - 1);
    ClusterRig.until(
        closed + " decisions of " + slots + " slots are recorded",
        () -> {
          tick();
          assertThat(Integer.parseInt(rig.query("select count(*) from decision").get(0).get(0)))
              .isGreaterThanOrEqualTo(closed);
        });
  }

  /** The record: its primary key is group and slot. */
  private List<String> recorded() {
    return rig
        .query(
            "select group_name, (extract(epoch from slot_end) * 1000)::bigint, action, reason,"
                + " current_capacity, desired_capacity from decision_log")
        .stream()
        .map(row -> String.join(" ", row))
        .sorted()
        .toList();
  }

  private static List<String> asRows(List<ScalingDecision> decisions) {
    return decisions.stream()
        .map(
            decision ->
                String.join(
                    " ",
                    decision.group,
                    Long.toString(decision.slotEnd),
                    decision.action.name(),
                    decision.reason.name(),
                    Integer.toString(decision.currentCapacity),
                    Integer.toString(decision.desiredCapacity)))
        .sorted()
        .toList();
  }

  /** Group and slot of all rows in S3. */
  private List<String> history() {
    return rig.objects("history/").values().stream()
        .flatMap(String::lines)
        .filter(row -> !row.startsWith("timestamp"))
        .map(row -> row.split(",")[0] + " " + row.split(",")[1])
        .distinct()
        .toList();
  }

  private static Map<String, List<Integer>> calls(SimulationServer api) {
    return ClosedLoopScenario.callsByGroup(api.calls().applied());
  }

  private static Map<String, List<Integer>> commands(List<ScalingDecision> decisions) {
    return ClosedLoopScenario.commandsByGroup(decisions);
  }

  /** How much of the history is on the stream. */
  private static final class HistoryProgress {
    private int slots;
    private int ticks;
  }
}
