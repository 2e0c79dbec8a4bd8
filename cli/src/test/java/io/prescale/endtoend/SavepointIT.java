package io.prescale.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.connectors.state.StateVersion;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.simulator.api.SimulationServer;
import io.prescale.simulator.metric.MetricFeed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job that is stopped with a savepoint and started again goes on as if nothing had been. */
@Timeout(300)
class SavepointIT {
  private static final int STOPPED_IN_SLOT = 30;

  /** The last two stay open: nothing comes after them that would close them. */
  private static final int CLOSED_SLOTS = ClosedLoopScenario.SLOTS - 2;

  @TempDir Path folder;

  @Test
  void restoredWithAnotherParallelismItDecidesAndCommandsTheSame() throws Exception {
    ClosedLoopScenario scenario = ClosedLoopScenario.endingBefore(0, folder);
    List<ScalingDecision> expected = scenario.decisionsOnFirst(CLOSED_SLOTS);
    Configuration options = new Configuration();
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
    try (SimulationServer api =
            SimulationServer.start(ClosedLoopScenario.backend(), MetricFeed.empty());
        ScalerCluster cluster = ScalerCluster.start(3, options)) {
      ScenarioJob job =
          new ScenarioJob(
              scenario, api.endpoint(), ClosedLoop.settings(), folder.resolve("decisions"));
      job.release(STOPPED_IN_SLOT);
      JobID first = submit(job, cluster, 2, null);
      // What waits at a savepoint may be carried out after it, and twice: another test's matter.
      awaitCarriedOut(api, scenario.decisionsOnFirst(STOPPED_IN_SLOT - 2));
      awaitRecorded(job, 20 * ClosedLoopScenario.GROUPS.size());
      String savepoint = cluster.stopWithSavepoint(first, folder.resolve("savepoints"), false);
      int before = job.recorded().size();

      job.release(ClosedLoopScenario.SLOTS);
      JobID second = submit(job, cluster, 3, savepoint);
      awaitRecorded(job, expected.size());
      awaitCarriedOut(api, expected);
      cluster.stopWithSavepoint(second, folder.resolve("savepoints"), false);

      assertThat(before).isLessThan(expected.size());
      assertThat(job.recorded())
          .isEqualTo(ClosedLoopScenario.asJson(expected).values().stream().sorted().toList());
    }
  }

  @Test
  void savepointOfNewerReleaseIsRefusedBeforeAnythingRuns() throws Exception {
    ClosedLoopScenario scenario = ClosedLoopScenario.endingBefore(0, folder);
    try (SimulationServer api =
            SimulationServer.start(ClosedLoopScenario.backend(), MetricFeed.empty());
        ScalerCluster cluster = ScalerCluster.start(1, new Configuration())) {
      ScenarioJob job =
          new ScenarioJob(
              scenario, api.endpoint(), ClosedLoop.settings(), folder.resolve("decisions"));
      JobID first = submit(job, cluster, 1, null);
      cluster.awaitRunning(first);
      String savepoint = cluster.stopWithSavepoint(first, folder.resolve("savepoints"), false);
      NewerSavepoint.make(savepoint, StateVersion.CURRENT + 1);

      JobID second = submit(job, cluster, 1, savepoint);

      assertThat(cluster.failure(second))
          .contains(
              "has version " + (StateVersion.CURRENT + 1),
              "it reads up to version " + StateVersion.CURRENT,
              "written by a newer release");
    }
  }

  private static JobID submit(
      ScenarioJob job, ScalerCluster cluster, int parallelism, String savepoint) throws Exception {
    StreamExecutionEnvironment environment = cluster.environment(parallelism);
    job.addTo(environment);
    return savepoint == null ? cluster.submit(environment) : cluster.submit(environment, savepoint);
  }

  private static void awaitCarriedOut(SimulationServer api, List<ScalingDecision> decisions) {
    Awaitility.await("all commands are carried out")
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(ClosedLoopScenario.callsByGroup(api.calls().applied()))
                    .isEqualTo(ClosedLoopScenario.commandsByGroup(decisions)));
  }

  private static void awaitRecorded(ScenarioJob job, int atLeast) {
    Awaitility.await(atLeast + " decisions are recorded")
        .atMost(Duration.ofSeconds(90))
        .until(() -> job.recorded().size() >= atLeast);
  }
}
