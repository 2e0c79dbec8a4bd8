package io.prescale.connectors.polling;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class PollingSourceITCase {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final PollSchedule OFTEN =
      PollSchedule.every(Duration.ofMillis(5), Duration.ofMillis(10));

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(1);
    return environment;
  }

  private static DataStream<String> polled(
      StreamExecutionEnvironment environment,
      ScriptedPoller.Script script,
      PollSchedule schedule,
      WatermarkStrategy<String> watermarks) {
    return environment.fromSource(
        new PollingSource<>("script", Types.STRING, script.pollers(), schedule),
        watermarks,
        "script");
  }

  @Test
  void emitsWhatIsNewAndNothingWhilePollsFail() throws Exception {
    ScriptedPoller.Script script =
        new ScriptedPoller.Script(
            List.of("a", "b"),
            new IOException("throttled"),
            new IllegalStateException("broken"),
            List.of(),
            List.of("c"),
            List.of());
    DataStream<String> stream =
        polled(environment(), script, OFTEN, WatermarkStrategy.noWatermarks());

    assertThat(stream.executeAndCollect(3)).containsExactly("a", "b", "c");

    await().until(() -> script.closed.get() == 1);
  }

  @Test
  void endsAfterOneGoodPollInABoundedRun() throws Exception {
    ScriptedPoller.Script script =
        new ScriptedPoller.Script(new IOException("throttled"), List.of("a", "b"), List.of("c"));
    DataStream<String> stream =
        polled(
            environment(),
            script,
            PollSchedule.once(3, Duration.ofMillis(10)),
            WatermarkStrategy.noWatermarks());

    List<String> all = new ArrayList<>();
    try (CloseableIterator<String> records = stream.executeAndCollect()) {
      records.forEachRemaining(all::add);
    }

    assertThat(all).containsExactly("a", "b");
    assertThat(script.polls).hasValue(2);
  }

  @Test
  void failsABoundedRunThatGetsNoAnswerWithTheReason() {
    ScriptedPoller.Script script = new ScriptedPoller.Script(new IOException("no such bucket"));
    DataStream<String> stream =
        polled(
            environment(),
            script,
            PollSchedule.once(2, Duration.ofMillis(10)),
            WatermarkStrategy.noWatermarks());

    assertThatThrownBy(
            () -> {
              try (CloseableIterator<String> records = stream.executeAndCollect()) {
                records.forEachRemaining(ignored -> {});
              }
            })
        .hasStackTraceContaining("Polling the script failed: no such bucket");
  }

  @Test
  void goesOnFromTheCheckpointedStateAfterATaskFailure() throws Exception {
    ScriptedPoller.Script script = new ScriptedPoller.Script(List.of("a"), List.of());
    StreamExecutionEnvironment environment = environment();
    environment.enableCheckpointing(20);
    FailOnceAfterCheckpoint.restarts.set(0);
    DataStream<String> stream =
        polled(environment, script, OFTEN, WatermarkStrategy.noWatermarks())
            .map(new FailOnceAfterCheckpoint());

    try (CloseableIterator<String> records = stream.executeAndCollect()) {
      await().until(() -> script.openedWith.size() == 2);
    }

    assertThat(script.openedWith.get(0)).isEqualTo("nothing");
    assertThat(script.openedWith.get(1)).matches("after poll \\d+");
  }

  /** Fails when a checkpoint is complete that holds a record; once. */
  private static final class FailOnceAfterCheckpoint extends RichMapFunction<String, String>
      implements CheckpointListener {
    private static final long serialVersionUID = 1L;
    static final AtomicInteger restarts = new AtomicInteger();
    private boolean seen;

    @Override
    public String map(String record) {
      seen = true;
      return record;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      if (seen && checkpointId > 1 && restarts.getAndIncrement() == 0) {
        throw new IllegalStateException("a failure on purpose");
      }
    }
  }

  @Test
  void quietMetricsDoNotLetTimeLeapToItsEnd() throws Exception {
    TimeAfterIdleness.timeHasPassed.set(false);
    Supplier<List<String>> untilTimePasses =
        () -> TimeAfterIdleness.timeHasPassed.get() ? List.of() : List.of("1000");
    ScriptedPoller.Script metrics = new ScriptedPoller.Script(untilTimePasses);
    ScriptedPoller.Script snapshots = new ScriptedPoller.Script(List.of("complete"), List.of());
    StreamExecutionEnvironment environment = environment();
    environment.getConfig().setAutoWatermarkInterval(5);
    DataStream<Long> main =
        polled(environment, metrics, OFTEN, WatermarkStrategy.noWatermarks())
            .map(Long::valueOf)
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Long>forMonotonousTimestamps()
                    .withTimestampAssigner((record, previous) -> record)
                    .withIdleness(Duration.ofMillis(20)));
    DataStream<String> side =
        environment.fromSource(
            new PollingSource<>("side", Types.STRING, snapshots.pollers(), OFTEN),
            FirstSnapshotWatermarks.afterFirstRecord(),
            "side");

    try (CloseableIterator<String> fired =
        main.keyBy(record -> 0)
            .connect(side.keyBy(record -> 0))
            .process(new TimeAfterIdleness(), Types.STRING)
            .executeAndCollect()) {
      assertThat(fired.next()).isEqualTo("999");
    }
  }

  @Test
  void timersWaitForTheFirstSnapshotAndForNothingAfterIt() throws Exception {
    ScriptedPoller.Script script =
        new ScriptedPoller.Script(
            new IOException("late"),
            new IOException("later"),
            List.of("part"),
            List.of("complete"),
            List.of());
    StreamExecutionEnvironment environment = environment();
    DataStream<String> side =
        polled(
            environment,
            script,
            OFTEN,
            new FirstSnapshotWatermarks<>(record -> record.equals("complete")));
    DataStream<Long> main =
        environment
            .fromData(Types.LONG, 1_000L, 2_000L, 3_000L)
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Long>forMonotonousTimestamps()
                    .withTimestampAssigner((record, previous) -> record));
    DataStream<String> joined =
        main.keyBy(record -> 0)
            .connect(side.keyBy(record -> 0))
            .process(new TimerAfterEachRecord(), Types.STRING);

    List<String> fired = joined.executeAndCollect(3);

    assertThat(fired)
        .isEqualTo(
            List.of(1_001L, 2_001L, 3_001L).stream()
                .map(time -> time + " [part, complete]")
                .collect(toList()));
  }

  /**
   * Tells the event time half a second after it first passed, which is when the metrics fall
   * silent: they are long idle by then.
   */
  private static final class TimeAfterIdleness
      extends KeyedCoProcessFunction<Integer, Long, String, String> {
    private static final long serialVersionUID = 1L;
    static final AtomicBoolean timeHasPassed = new AtomicBoolean();

    @Override
    public void processElement1(Long record, Context context, Collector<String> out) {
      boolean passed = context.timerService().currentWatermark() > Long.MIN_VALUE;
      if (passed && timeHasPassed.compareAndSet(false, true)) {
        long now = context.timerService().currentProcessingTime();
        context.timerService().registerProcessingTimeTimer(now + 500);
      }
    }

    @Override
    public void processElement2(String record, Context context, Collector<String> out) {}

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
      out.collect(Long.toString(context.timerService().currentWatermark()));
    }
  }

  private static final class TimerAfterEachRecord
      extends KeyedCoProcessFunction<Integer, Long, String, String> {
    private static final long serialVersionUID = 1L;
    private final ArrayList<String> side = new ArrayList<>();

    @Override
    public void processElement1(Long record, Context context, Collector<String> out) {
      context.timerService().registerEventTimeTimer(record + 1);
    }

    @Override
    public void processElement2(String record, Context context, Collector<String> out) {
      side.add(record);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
      out.collect(timestamp + " " + side);
    }
  }
}
