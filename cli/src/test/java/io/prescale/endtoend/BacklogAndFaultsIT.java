package io.prescale.endtoend;

import static io.prescale.endtoend.ClosedLoopScenario.asJson;
import static io.prescale.endtoend.ClosedLoopScenario.callsByGroup;
import static io.prescale.endtoend.ClosedLoopScenario.commands;
import static io.prescale.endtoend.ClosedLoopScenario.commandsByGroup;
import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.fleet.ScalingSettings;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.policy.json.DecisionJson;
import io.prescale.simulator.api.Fault;
import io.prescale.simulator.api.FaultPlan;
import io.prescale.simulator.api.SetDesiredCapacityCall;
import io.prescale.simulator.api.SimulationServer;
import io.prescale.simulator.api.StaticBackend;
import io.prescale.simulator.metric.MetricFeed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the Auto Scaling API does, the job decides and records the same, and what can be carried
 * out is carried out in order.
 */
@Timeout(300)
class BacklogAndFaultsIT {
  private static final String DESCRIBE = "DescribeAutoScalingGroups";
  private static final String SET = "SetDesiredCapacity";

  private static final Set<String> GONE_OR_SUSPENDED = Set.of("images", "worker");

  /** Slots let through before anything goes wrong. */
  private static final int FIRST_SLOTS = 6;

  /** The last two stay open: nothing comes after them that would close them. */
  private static final int CLOSED_SLOTS = ClosedLoopScenario.SLOTS - 2;

  private static ScalerCluster cluster;

  @TempDir Path folder;

  private final StaticBackend groups = ClosedLoopScenario.backend();
  private SimulationServer api;
  private JobID running;

  @BeforeAll
  static void startCluster() throws Exception {
    Configuration options = new Configuration();
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
    cluster = ScalerCluster.start(2, options);
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void startApi() throws Exception {
    api = SimulationServer.start(groups, MetricFeed.empty(), FaultPlan.none(), 0);
  }

  @AfterEach
  void stopJobAndApi() throws Exception {
    if (running != null && !cluster.status(running).isGloballyTerminalState()) {
      cluster.cancel(running);
    }
    api.close();
  }

  @Test
  void decisionsOnABacklogAreRecordedAndNotCarriedOut() throws Exception {
    int halfADayAgo = 144;
    ClosedLoopScenario scenario = ClosedLoopScenario.endingBefore(halfADayAgo, folder);
    ScenarioJob job = submit(scenario, new ScalingSettings());
    job.release(ClosedLoopScenario.SLOTS);
    awaitRecorded(job, ClosedLoopScenario.GROUPS.size() * CLOSED_SLOTS);
    // Waits for all commands that are under way.
    cluster.stopWithSavepoint(running, folder.resolve("savepoints"), true);

    List<ScalingDecision> decisions = read(job.recorded());
    assertThat(decisions).hasSize(ClosedLoopScenario.GROUPS.size() * ClosedLoopScenario.SLOTS);
    assertThat(commandsByGroup(commands(decisions))).isNotEmpty();
    assertThat(api.calls().all()).isEmpty();
  }

  @Test
  void callsThatFailForAWhileArriveInTheirOrderAndOnce() throws Exception {
    ClosedLoopScenario scenario = ClosedLoopScenario.endingBefore(0, folder);
    List<ScalingDecision> expected = scenario.decisionsOnFirst(CLOSED_SLOTS);
    ScenarioJob job = submit(scenario, ClosedLoop.settings());
    letFirstSlotsThrough(scenario, job);
    api.faults()
        .next(SET, Fault.Kind.THROTTLE, Fault.Kind.INTERNAL_FAILURE)
        .next(SET, Fault.Kind.DROP_CONNECTION, Fault.Kind.DROP_RESPONSE)
        .next(SET, Fault.Kind.RESOURCE_CONTENTION, Fault.Kind.SCALING_ACTIVITY_IN_PROGRESS)
        .next(SET, Fault.Kind.SERVICE_UNAVAILABLE, Fault.Kind.THROTTLE)
        .next(DESCRIBE, Fault.Kind.THROTTLE, Fault.Kind.SERVICE_UNAVAILABLE)
        .next(DESCRIBE, Fault.Kind.DROP_CONNECTION, Fault.Kind.INTERNAL_FAILURE)
        // Longer than a request may take.
        .next(DESCRIBE, Fault.delayed(Duration.ofSeconds(2)));
    job.release(ClosedLoopScenario.SLOTS);
    awaitRecorded(job, expected.size());
    Awaitility.await("all commands are carried out")
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(api.calls().applied()).hasSize(commands(expected).size()));

    assertThat(callsByGroup(api.calls().applied())).isEqualTo(commandsByGroup(expected));
    assertThat(api.calls().all())
        .extracting(SetDesiredCapacityCall::outcome)
        .contains("Throttling", "InternalFailure", "ResourceContention");
    assertRecorded(job, expected);
    assertUndisturbed();
  }

  @Test
  void groupsThatAreGoneOrSuspendedConcernNoOther() throws Exception {
    ClosedLoopScenario scenario = ClosedLoopScenario.endingBefore(0, folder);
    List<ScalingDecision> expected = scenario.decisionsOnFirst(CLOSED_SLOTS);
    ScenarioJob job = submit(scenario, ClosedLoop.settings());
    Map<String, List<Integer>> before = letFirstSlotsThrough(scenario, job);
    groups.remove("images");
    groups.suspend("worker", Set.of("Launch"));
    job.release(ClosedLoopScenario.SLOTS);
    awaitRecorded(job, expected.size());
    Map<String, List<Integer>> others = commandsByGroup(expected);
    others.keySet().removeAll(GONE_OR_SUSPENDED);
    Awaitility.await("all commands of the other groups are carried out")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(callsOfOthers()).isEqualTo(others));
    // Waits for all commands that are under way.
    cluster.stopWithSavepoint(running, folder.resolve("savepoints"), true);

    Map<String, List<Integer>> calls = callsByGroup(api.calls().all());
    assertThat(calls.get("images")).isEqualTo(before.get("images"));
    assertThat(commandsByGroup(expected).get("worker"))
        .as("scale-outs decided")
        .anyMatch(desired -> desired > ClosedLoop.FIRST_CAPACITY);
    assertThat(calls.getOrDefault("worker", List.of()))
        .as("no scale-out called")
        .isSortedAccordingTo(Comparator.reverseOrder())
        .allMatch(desired -> desired < ClosedLoop.FIRST_CAPACITY);
    assertThat(job.recorded()).containsAll(asJson(expected).values());
  }

  @Test
  void jobGoesOnDecidingWithExpiredCredentials() throws Exception {
    ClosedLoopScenario scenario = ClosedLoopScenario.endingBefore(0, folder);
    List<ScalingDecision> expected = scenario.decisionsOnFirst(CLOSED_SLOTS);
    ScenarioJob job = submit(scenario, ClosedLoop.settings());
    Map<String, List<Integer>> before = letFirstSlotsThrough(scenario, job);
    api.faults().share(Fault.Kind.EXPIRED_TOKEN, 1);
    job.release(ClosedLoopScenario.SLOTS);
    awaitRecorded(job, expected.size());

    assertRecorded(job, expected);
    assertThat(callsByGroup(api.calls().applied())).isEqualTo(before);
    assertUndisturbed();
  }

  private ScenarioJob submit(ClosedLoopScenario scenario, ScalingSettings settings)
      throws Exception {
    ScenarioJob job =
        new ScenarioJob(scenario, api.endpoint(), settings, folder.resolve("decisions"));
    StreamExecutionEnvironment environment = cluster.environment(2);
    job.addTo(environment);
    running = cluster.submit(environment);
    return job;
  }

  /**
   * Waits until the commands of the first slots are carried out; so the fleet is known then, too.
   *
   * @return these commands
   */
  private Map<String, List<Integer>> letFirstSlotsThrough(
      ClosedLoopScenario scenario, ScenarioJob job) {
    List<ScalingDecision> first = scenario.decisionsOnFirst(FIRST_SLOTS - 2);
    Map<String, List<Integer>> commands = commandsByGroup(first);
    assertThat(commands).isNotEmpty();
    job.release(FIRST_SLOTS);
    awaitRecorded(job, first.size());
    Awaitility.await("the first commands are carried out")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(callsByGroup(api.calls().applied())).isEqualTo(commands));
    return commands;
  }

  private static void awaitRecorded(ScenarioJob job, int atLeast) {
    Awaitility.await(atLeast + " decisions are recorded")
        .atMost(Duration.ofSeconds(90))
        .until(() -> job.recorded().size() >= atLeast);
  }

  private static void assertRecorded(ScenarioJob job, List<ScalingDecision> expected) {
    assertThat(job.recorded()).isEqualTo(asJson(expected).values().stream().sorted().toList());
  }

  private void assertUndisturbed() throws Exception {
    assertThat(cluster.status(running)).isEqualTo(JobStatus.RUNNING);
    assertThat(cluster.restores(running)).isZero();
  }

  private Map<String, List<Integer>> callsOfOthers() {
    Map<String, List<Integer>> calls = callsByGroup(api.calls().applied());
    calls.keySet().removeAll(GONE_OR_SUSPENDED);
    return calls;
  }

  private static List<ScalingDecision> read(List<String> lines) throws Exception {
    DecisionJson json = new DecisionJson();
    List<ScalingDecision> decisions = new ArrayList<>();
    for (String line : lines) {
      decisions.add(json.read(line));
    }
    return decisions;
  }
}
