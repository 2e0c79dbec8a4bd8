package io.prescale.connectors.autoscaling;

import static io.prescale.connectors.autoscaling.Decisions.scale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prescale.connectors.fleet.FakeAutoScalingApi;
import io.prescale.connectors.fleet.FakeAutoScalingApi.Answer;
import io.prescale.connectors.polling.PollResult;
import io.prescale.connectors.polling.PollSchedule;
import io.prescale.connectors.polling.Poller;
import io.prescale.connectors.polling.PollingSource;
import io.prescale.domain.policy.ScalingDecision;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AutoScalingSinkITCase {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final TypeInformation<ScalingDecision> DECISION =
      TypeInformation.of(ScalingDecision.class);

  private FakeAutoScalingApi api;

  @BeforeEach
  void open() throws IOException {
    api = new FakeAutoScalingApi();
  }

  @AfterEach
  void close() {
    api.close();
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(2);
    return environment;
  }

  private AutoScalingSink sink() {
    return AutoScalingSink.builder()
        .connection(api.connection())
        .tagReader(FakeAutoScalingApi.modeOnly())
        .clock(Clock.fixed(Instant.ofEpochMilli(Decisions.VALID_UNTIL - 1), ZoneOffset.UTC))
        .retryPolicy(new RetryPolicy(1_000, Duration.ofMillis(1), Duration.ofMillis(20)))
        .concurrentCalls(4)
        .build();
  }

  @Test
  void carriesOutTheCommandsOfEachGroupInOrderThroughThrottling() throws Exception {
    List<ScalingDecision> decisions = new ArrayList<>();
    for (int capacity = 1; capacity < 6; capacity++) {
      for (int group = 0; group < 20; group++) {
        decisions.add(scale("group-" + group, capacity, capacity + 1));
        decisions.add(scale("group-" + group, capacity + 1, capacity + 1));
      }
    }
    for (int group = 0; group < 20; group++) {
      api.add("group-" + group, "enforce", 1);
    }
    for (int fault = 0; fault < 60; fault++) {
      api.faults.add(
          fault % 2 == 0
              ? action -> Answer.error(400, "Throttling", "Rate exceeded")
              : action -> null);
    }
    StreamExecutionEnvironment environment = environment();
    environment
        .fromData(DECISION, decisions.toArray(new ScalingDecision[0]))
        .keyBy(decision -> decision.group)
        .sinkTo(sink());

    environment.execute();

    for (int group = 0; group < 20; group++) {
      String name = "group-" + group;
      assertThat(api.calls.stream().filter(call -> call.startsWith(name + "=")))
          .containsExactly(name + "=2", name + "=3", name + "=4", name + "=5", name + "=6");
    }
    assertThat(api.mostAtOnceOfOneGroup).hasValue(1);
    assertThat(api.mostAtOnce.get()).isLessThanOrEqualTo(8);
  }

  @Test
  void lostCredentialsDoNotStopTheJob() throws Exception {
    api.add("web", "enforce", 1);
    api.add("api", "enforce", 1);
    api.faultsOfGroup.put("web", action -> Answer.error(403, "ExpiredToken", "token is expired"));
    StreamExecutionEnvironment environment = environment();
    environment
        .fromData(DECISION, scale("web", 1, 2), scale("api", 1, 2))
        .keyBy(decision -> decision.group)
        .sinkTo(sink());

    environment.execute();

    assertThat(api.calls).containsExactly("api=2");
  }

  @Test
  void aCheckpointHoldsCommandsInProgressWithoutWaitingForThem() throws Exception {
    api.add("web", "enforce", 4);
    api.faultsOfGroup.put("web", action -> Answer.error(500, "InternalFailure", "out of order"));
    FailOnceAfterCheckpoint.failures.set(0);
    StreamExecutionEnvironment environment = environment();
    environment.setParallelism(1);
    environment.enableCheckpointing(20);
    environment
        .fromSource(
            new PollingSource<>(
                "decision",
                DECISION,
                OneDecision::new,
                PollSchedule.every(Duration.ofMillis(5), Duration.ofMillis(5))),
            WatermarkStrategy.noWatermarks(),
            "decision")
        .map(new FailOnceAfterCheckpoint())
        .sinkTo(sink());

    JobClient job = environment.executeAsync();
    try {
      await().until(() -> OneDecision.restored.get() == 1);
      api.faultsOfGroup.clear();
      await().until(() -> !api.calls.isEmpty());
    } finally {
      job.cancel().get();
    }

    assertThat(api.calls).containsExactly("web=6");
  }

  @Test
  void olderCommandsGoFirstAlsoInAJobOfAnotherParallelism(@TempDir Path savepoints)
      throws Exception {
    int groups = 12;
    for (int group = 0; group < groups; group++) {
      api.add("group-" + group, "enforce", 1);
      api.faultsOfGroup.put(
          "group-" + group, action -> Answer.error(500, "InternalFailure", "out of order"));
    }
    BackAndForth.releaseForEachOf(groups, 5);
    JobClient first = backAndForth(1, new Configuration());
    await().until(() -> BackAndForth.isOut(5));
    String savepoint =
        first
            .stopWithSavepoint(false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    assertThat(api.calls).isEmpty();

    api.faultsOfGroup.clear();
    BackAndForth.releaseForEachOf(groups, 8);
    JobClient second =
        backAndForth(2, new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));
    try {
      await().atMost(Duration.ofSeconds(60)).until(() -> api.calls.size() >= 4 * groups);
    } finally {
      second.cancel().get();
    }

    for (int group = 0; group < groups; group++) {
      String name = "group-" + group;
      assertThat(api.calls.stream().filter(call -> call.startsWith(name + "=")))
          .as("the last of the old ones, as those before lead back, and the new ones")
          .containsExactly(name + "=2", name + "=1", name + "=2", name + "=1");
    }
  }

  private JobClient backAndForth(int parallelism, Configuration options) throws Exception {
    StreamExecutionEnvironment environment = environment();
    environment.configure(options);
    environment.setParallelism(parallelism);
    environment.enableCheckpointing(20);
    environment
        .fromSource(
            new PollingSource<>(
                "decisions",
                DECISION,
                BackAndForth::new,
                PollSchedule.every(Duration.ofMillis(5), Duration.ofMillis(5))),
            WatermarkStrategy.noWatermarks(),
            "decisions")
        .uid("decisions")
        .keyBy(decision -> decision.group)
        .sinkTo(sink())
        .uid("sink");
    return environment.executeAsync();
  }

  /** For each group, in turn from 1 to 2 and back, as often as released. */
  private static final class BackAndForth implements Poller<ScalingDecision> {
    private static final AtomicInteger GROUPS = new AtomicInteger();
    private static final AtomicInteger RELEASED = new AtomicInteger();
    private static final AtomicInteger TOLD = new AtomicInteger();
    private int told;

    static void releaseForEachOf(int groups, int decisions) {
      GROUPS.set(groups);
      RELEASED.set(decisions);
    }

    /** Whether this many decisions were given for each group by an earlier poll. */
    static boolean isOut(int decisions) {
      return TOLD.get() >= decisions;
    }

    @Override
    public void open(byte[] state) {
      told = state == null ? 0 : state[0];
    }

    @Override
    public PollResult<ScalingDecision> poll() {
      TOLD.set(told);
      List<ScalingDecision> news = new ArrayList<>();
      for (; told < RELEASED.get(); told++) {
        int from = 1 + told % 2;
        for (int group = 0; group < GROUPS.get(); group++) {
          ScalingDecision decision = scale("group-" + group, from, 3 - from);
          decision.id += "#" + told;
          news.add(decision);
        }
      }
      return new PollResult<>(news, new byte[] {(byte) told});
    }

    @Override
    public void close() {}
  }

  /** One decision, at the first start only. */
  private static final class OneDecision implements Poller<ScalingDecision> {
    static final AtomicInteger restored = new AtomicInteger();
    private boolean told;

    @Override
    public void open(byte[] state) {
      told = state != null;
      if (told) {
        restored.incrementAndGet();
      }
    }

    @Override
    public PollResult<ScalingDecision> poll() {
      List<ScalingDecision> news = told ? List.of() : List.of(scale("web", 4, 6));
      told = true;
      return new PollResult<>(news, new byte[] {1});
    }

    @Override
    public void close() {}
  }

  /** Fails when a checkpoint is complete that followed a record; once. */
  private static final class FailOnceAfterCheckpoint
      implements MapFunction<ScalingDecision, ScalingDecision>, CheckpointListener {
    private static final long serialVersionUID = 1L;
    static final AtomicInteger failures = new AtomicInteger();
    private int checkpointsSinceRecord = -1;

    @Override
    public ScalingDecision map(ScalingDecision decision) {
      checkpointsSinceRecord = 0;
      return decision;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      // The first may have been under way when the record came.
      if (checkpointsSinceRecord >= 0
          && ++checkpointsSinceRecord == 2
          && failures.getAndIncrement() == 0) {
        throw new IllegalStateException("a failure on purpose");
      }
    }
  }
}
