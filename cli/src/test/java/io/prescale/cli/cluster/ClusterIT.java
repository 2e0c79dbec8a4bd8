package io.prescale.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.jobs.CollectorJob;
import io.prescale.jobs.PredictiveScalingJob;
import io.prescale.jobs.RecorderJob;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;

/** What {@code prescale cluster} starts does its work together, and ends together. */
@Timeout(600)
class ClusterIT {
  /** Scale-outs that the fleet's own metrics confirm: what was asked for is in service later. */
  private static final String CONFIRMED =
      "select g.name, d.desired_capacity from decision d join decision later"
          + " on later.group_id = d.group_id and later.slot_end > d.slot_end"
          + " join scaling_group g on g.id = d.group_id"
          + " where d.action = 'SCALE_OUT' and d.mode = 'ENFORCE'"
          + " and d.in_service_instances < d.desired_capacity"
          + " and later.current_capacity = d.desired_capacity"
          + " and later.in_service_instances = d.desired_capacity"
          + " order by later.slot_end limit 1";

  /** Groups whose newest decision may be carried out. */
  private static final String NEWEST_OF_ENFORCED =
      "select distinct d.group_id from decision d where d.mode = 'ENFORCE' and not exists"
          + " (select 1 from decision l where l.group_id = d.group_id and l.slot_end > d.slot_end)";

  private static final String NEWEST_SLOT = "select max(slot_end) from decision";

  /** By the web UI. */
  private static final int SUBMISSIONS = 14;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void loopClosesAndStopLeavesNothing() throws Exception {
    Path directory;
    List<ProcessRecord> started;
    try (ClusterRig rig = ClusterRig.prepare(flink())) {
      directory = rig.directory();
      rig.cluster().start(step -> {});
      started = new ProcessTable(directory).records();
      assertThat(rig.cluster().processes().running())
          .containsExactlyInAnyOrder(
              "storage",
              "kinesis",
              "database",
              "jobmanager",
              "taskmanager-1",
              "fleet",
              "dashboard");

      ClusterRig.until(
          "a scale-out shows in the metrics",
          () -> assertThat(rig.query(CONFIRMED)).as("confirmed scale-outs").isNotEmpty());
      List<String> scaledOut = rig.query(CONFIRMED).get(0);
      ClusterRig.until(
          "the history shows it, too",
          () ->
              assertThat(String.join("", rig.objects("history/").values()).lines())
                  .anyMatch(row -> showsCapacity(row, scaledOut.get(0), scaledOut.get(1))));
      assertThat(get(rig.address(ClusterPort.DASHBOARD), "/api/fleet")).contains(scaledOut.get(0));
      assertThat(
              get(rig.address(ClusterPort.TASK_MANAGER_METRICS), "/metrics")
                  .lines()
                  .filter(line -> line.contains("outcome_commands{"))
                  .filter(line -> line.contains("outcome=\"applied\"")))
          .anyMatch(line -> !line.endsWith(" 0.0"));
      // What the back-fill brings of one shard after the other was read further may be too late.
      assertThat(String.join("", rig.objects("dead-letters/").values()).lines())
          .allMatch(letter -> letter.contains("\"reason\":\"TOO_LATE\""));
      assertRefused(rig, Map.of("metrics.straem", "metrics"), "did you mean metrics.stream?");
      assertRefused(rig, Map.of("metrics.stream", "gone"), "there is no Kinesis stream 'gone'");
      assertRefused(
          rig,
          Map.of("model.path", "s3://no-such-bucket/models"),
          "model.path: there is no bucket for s3://no-such-bucket/models");
      assertThatKillSwitchStopsAll(rig);
      assertThat(rig.cluster().rest().jobs().values())
          .containsExactly("RUNNING", "RUNNING", "RUNNING");
      assertThatWebUserInterfaceSubmits(rig);
    }
    assertThat(started).hasSize(7).allMatch(process -> process.find().isEmpty());
    assertThat(commandsWith(directory)).isEmpty();
    assertThat(Cluster.isIn(directory)).isFalse();
  }

  /** Flink's client ends with an exit code that tells, and nothing runs. */
  private static void assertRefused(ClusterRig rig, Map<String, String> options, String message) {
    JobSubmission job = job(rig, PredictiveScalingJob.NAME).with(options);
    assertThatThrownBy(() -> rig.cluster().client().run(rig.cluster().jobJar(), job))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining(message);
  }

  private static void assertThatKillSwitchStopsAll(ClusterRig rig) {
    assertThat(rig.query(NEWEST_OF_ENFORCED)).as("groups that are enforced").isNotEmpty();
    rig.storage()
        .putObject(
            request ->
                request.bucket(rig.cluster().endpoints().bucket()).key(Endpoints.KILL_SWITCH),
            RequestBody.fromString("{\"observe\": [\"*\"], \"reason\": \"incident 4711\"}"));
    ClusterRig.until(
        "every group is observed", () -> assertThat(rig.query(NEWEST_OF_ENFORCED)).isEmpty());
  }

  /**
   * Main methods run in the job manager, whose metaspace would hold nine of them if their classes
   * stayed.
   */
  private static void assertThatWebUserInterfaceSubmits(ClusterRig rig) throws Exception {
    WebUserInterface web = new WebUserInterface(rig.cluster().endpoints().flink());
    String jar = web.upload(rig.cluster().jobJar());
    JobSubmission scaler = job(rig, PredictiveScalingJob.NAME);
    assertThat(web.submit(jar, scaler.with(Map.of("metrics.straem", "metrics"))).toString())
        .contains("did you mean metrics.stream?");
    JobSubmission withoutBucket = scaler.with(Map.of("model.path", "s3://no-such-bucket/models"));
    for (int submission = 1; submission <= SUBMISSIONS; submission++) {
      assertThat(web.submit(jar, withoutBucket).toString())
          .as("submission %d", submission)
          .contains("model.path: there is no bucket for s3://no-such-bucket/models");
    }

    String savepoint = null;
    for (String id : rig.cluster().rest().jobs().keySet()) {
      if (rig.cluster().rest().job(id).path("name").asText().equals(PredictiveScalingJob.NAME)) {
        savepoint = rig.cluster().client().stop(id);
      } else {
        rig.cluster().client().cancel(id);
      }
    }
    List<List<String>> before = rig.query(NEWEST_SLOT);
    List<String> submitted =
        List.of(
            web.submit(jar, job(rig, CollectorJob.NAME)).path("jobid").asText(),
            web.submit(jar, scaler, savepoint).path("jobid").asText(),
            web.submit(jar, job(rig, RecorderJob.NAME)).path("jobid").asText());
    submitted.forEach(rig::awaitRunning);
    ClusterRig.until(
        "the jobs decide and record",
        () -> assertThat(rig.query(NEWEST_SLOT)).isNotEqualTo(before));
  }

  private static JobSubmission job(ClusterRig rig, String name) {
    return rig.cluster().jobs().stream()
        .filter(submission -> submission.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ClusterSettings.Flink flink() {
    ClusterSettings.Flink small = ClusterRig.smallFlink();
    Map<String, String> options = new HashMap<>(small.options());
    options.put("jobmanager.memory.jvm-metaspace.size", "160m");
    return new ClusterSettings.Flink(
        small.taskManagers(), small.slots(), small.memory(), false, options);
  }

  @Test
  void failedStartSaysWhyAndLeavesNothing() throws Exception {
    Path directory;
    ClusterSettings.Flink flink =
        new ClusterSettings.Flink(
            1, 4, "2560m", false, Map.of("high-availability.type", "no.such.Factory"));
    try (ClusterRig rig = ClusterRig.prepare(flink)) {
      directory = rig.directory();
      assertThatThrownBy(() -> rig.cluster().start(step -> {}))
          .isInstanceOf(ClusterException.class)
          .hasMessageContaining("jobmanager ended")
          .hasMessageContaining("no.such.Factory");
      assertThat(rig.cluster().processes().running()).isEmpty();
    }
    assertThat(commandsWith(directory)).isEmpty();
  }

  /** Columns: timestamp, group, cpu, network, requests, sale, in service, desired. */
  private static boolean showsCapacity(String row, String group, String capacity) {
    String[] columns = row.split(",", -1);
    return columns.length >= 8
        && columns[1].equals(group)
        && !columns[7].isEmpty()
        && Double.parseDouble(columns[7]) == Integer.parseInt(capacity);
  }

  /** Command lines of this machine that name the folder. */
  private static List<String> commandsWith(Path directory) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(command -> command.contains(directory.toString()))
        .toList();
  }

  private String get(URI address, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
