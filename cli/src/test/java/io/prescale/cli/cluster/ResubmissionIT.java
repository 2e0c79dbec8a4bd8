package io.prescale.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.jobs.CollectorJob;
import io.prescale.jobs.PredictiveScalingJob;
import io.prescale.jobs.RecorderJob;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Scaler and recorder submitted to one session cluster ten times, in turn upgraded by savepoint and
 * cancelled: each time they work, and their classes leave the task manager's memory.
 *
 * <p>It runs with {@code -Dprescale.recovery=true} only. The figures are printed, and kept beside
 * the logs of the cluster.
 */
@Timeout(1800)
@EnabledIfSystemProperty(named = "prescale.recovery", matches = "true")
class ResubmissionIT {
  private static final int SUBMISSIONS = 10;
  private static final List<String> JOBS = List.of(PredictiveScalingJob.NAME, RecorderJob.NAME);

  /** Room for Flink, the three jobs and some ended ones, MiB; for the twenty it would be 750. */
  private static final int METASPACE = 320;

  /** Of ended jobs: what the JVM lets go of only when it needs the room. */
  private static final int MOST_CLASS_LOADERS = 8;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> savepoints = new HashMap<>();
  private ClusterRig rig;

  @Test
  void jobsWorkEachTimeAndLeaveTheirMemory() throws Exception {
    try (ClusterRig started = ClusterRig.prepare(flink())) {
      rig = started;
      startCluster();
      long taskManager = pidOf("taskmanager-1");
      StringBuilder figures = new StringBuilder();
      for (int submission = 1; submission <= SUBMISSIONS; submission++) {
        Map<String, String> jobs = new HashMap<>();
        for (String name : JOBS) {
          jobs.put(name, submit(name));
        }
        awaitMetric(jobs.get(PredictiveScalingJob.NAME), "forecasts");
        awaitMetric(jobs.get(RecorderJob.NAME), "logEntries");
        ClassMemory running = ClassMemory.of(taskManager);
        for (String name : JOBS) {
          end(name, jobs.get(name), submission % 2 == 1);
        }
        ClassMemory ended = ClassMemory.of(taskManager);
        figures.append(String.format("submission %d: %s; ended: %s%n", submission, running, ended));
        System.out.printf("submission %d: %s; ended: %s%n", submission, running, ended);
        assertThat(ended.classLoaders()).as(figures.toString()).isLessThan(MOST_CLASS_LOADERS);
      }
      Files.writeString(rig.directory().resolve("logs").resolve("class-memory.out"), figures);
      assertThat(rig.cluster().processes().running()).contains("taskmanager-1");
      assertThat(pidOf("taskmanager-1")).isEqualTo(taskManager);
    }
  }

  private static ClusterSettings.Flink flink() {
    return new ClusterSettings.Flink(
        1,
        4,
        "2048m",
        false,
        Map.of(
            "taskmanager.memory.managed.size",
            "256m",
            "taskmanager.memory.jvm-metaspace.size",
            METASPACE + "m"));
  }

  private void startCluster() throws IOException, InterruptedException {
    Cluster cluster = rig.cluster();
    cluster.startServices();
    cluster.startFlink();
    cluster.startFleet();
    cluster.publishModel();
    cluster.awaitTaskManagers();
    cluster.submit(List.of(job(CollectorJob.NAME)));
  }

  private long pidOf(String process) {
    return new ProcessTable(rig.directory())
        .running().stream()
            .filter(running -> running.name().equals(process))
            .findFirst()
            .orElseThrow(() -> new AssertionError(process + " has ended"))
            .pid();
  }

  private JobSubmission job(String name) {
    return rig.cluster().jobs().stream()
        .filter(job -> job.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Goes on at the savepoint, if there is one. */
  private String submit(String name) throws InterruptedException {
    FlinkClient client = rig.cluster().client();
    Path jar = rig.cluster().jobJar();
    String savepoint = savepoints.remove(name);
    return savepoint == null ? client.run(jar, job(name)) : client.run(jar, job(name), savepoint);
  }

  private void end(String name, String job, boolean withSavepoint) throws InterruptedException {
    FlinkClient client = rig.cluster().client();
    if (withSavepoint) {
      savepoints.put(name, client.stop(job));
    } else {
      client.cancel(job);
    }
    ClusterRig.until(
        name + " has ended",
        () -> assertThat(rig.cluster().rest().jobs().get(job)).isIn("FINISHED", "CANCELED"));
  }

  /** Waits until a job has counted something, by the task manager's metrics. */
  private void awaitMetric(String job, String metric) {
    ClusterRig.until(
        "job " + job + " counts " + metric,
        () ->
            assertThat(
                    metrics()
                        .lines()
                        .filter(line -> line.contains("_" + metric + "{"))
                        .filter(line -> line.contains("job_id=\"" + Objects.requireNonNull(job))))
                .anyMatch(line -> !line.endsWith(" 0.0")));
  }

  private String metrics() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(rig.address(ClusterPort.TASK_MANAGER_METRICS).resolve("/metrics"))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
