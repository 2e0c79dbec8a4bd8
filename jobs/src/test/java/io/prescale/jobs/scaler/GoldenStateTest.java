package io.prescale.jobs.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.connectors.calendar.CalendarSnapshot;
import io.prescale.connectors.model.ModelPointer;
import io.prescale.connectors.state.StateVersion;
import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence;
import io.prescale.domain.metric.GroupMetric;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.metric.Signal;
import io.prescale.domain.policy.PreviousCommand;
import io.prescale.domain.policy.Reason;
import io.prescale.domain.policy.ScalingAction;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleState;
import io.prescale.domain.time.Slots;
import io.prescale.domain.time.TimeScale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * State that an earlier version wrote, as files in {@code src/test/resources/state}, is understood
 * by this one, and the operators go on as if nothing had been in between. A savepoint of a running
 * job is such state: whoever breaks this test breaks every upgrade.
 *
 * <p>The files of a released version are never written anew. A new version of the state gets a
 * folder of its own, by {@code ./mvnw -pl jobs -am test -Dtest=GoldenStateTest
 * -Dprescale.write-state=true -Dsurefire.failIfNoSpecifiedTests=false} with {@link StateVersion}
 * raised; the old folders then stay under test beside it.
 */
// Closing a harness may throw anything, an InterruptedException too.
@SuppressWarnings("try")
class GoldenStateTest {
  private static final String VERSION = "v" + StateVersion.CURRENT;
  private static final boolean WRITE = Boolean.getBoolean("prescale.write-state");

  private static final long FIRST = Slots.startOf(1_800_000_000_000L);
  private static final Duration TIME_TO_LIVE = Duration.ofDays(7);
  private static final String TARGET_GROUP = "targetgroup/shared/1";

  @BeforeAll
  static void write() throws Exception {
    if (WRITE) {
      Files.createDirectories(file("bind").getParent());
      writeBind();
      writeSequence();
      writeForecast();
      writeDecide();
    }
  }

  @Test
  void bindKnowsItsGroupsAndWhatWaits() throws Exception {
    try (var harness = bind()) {
      harness.initializeState(read("bind"));
      harness.open();
      harness.processElement1(event(Signal.REQUEST_COUNT, TARGET_GROUP), FIRST);
      harness.processElement2(binding("late", Signal.Dimension.AUTO_SCALING_GROUP, "late"), 0);
      harness.processWatermark2(Watermark.MAX_WATERMARK);
      harness.processWatermark1(new Watermark(FIRST));

      assertThat(harness.extractOutputValues())
          .extracting(metric -> metric.group + " " + metric.signal + " " + metric.loadBalanced)
          .containsExactlyInAnyOrder(
              "api REQUEST_COUNT true", "web REQUEST_COUNT true", "late CPU_UTILIZATION true");
    }
  }

  @Test
  void sequenceKnowsItsWindowItsOpenSlotAndTheCalendar() throws Exception {
    try (var harness = sequence()) {
      harness.initializeState(read("sequence"));
      harness.open();
      harness.processWatermark2(Watermark.MAX_WATERMARK);
      harness.processElement1(metric(Signal.CPU_UTILIZATION, slot(23), 99), slot(23));
      harness.processElement1(metric(Signal.NETWORK_IN, slot(24), 2400), slot(24));
      harness.processWatermark1(new Watermark(slot(25)));

      List<GroupSequence> sequences = harness.extractOutputValues();
      assertThat(sequences).hasSize(1);
      GroupSequence sequence = sequences.get(0);
      assertThat(sequence.slotStart).isEqualTo(slot(24));
      assertThat(sequence.cpuUtilization).startsWith(1, 2, 2, 4).endsWith(22, 99, 24);
      assertThat(sequence.states[2]).isEqualTo((byte) SampleState.FILLED.ordinal());
      assertThat(sequence.networkIn).endsWith(2400);
      assertThat(sequence.inServiceInstances).endsWith(4, 4);
      assertThat(sequence.desiredCapacity).isEqualTo(5);
      assertThat(sequence.calendar.eventIds).containsExactly("sale");
    }
  }

  @Test
  void forecastKnowsItsGroups() throws Exception {
    try (var harness = forecast()) {
      harness.initializeState(read("forecast"));
      harness.open();
      harness.processElement2(model(), 0);
      harness.processWatermark2(Watermark.MAX_WATERMARK);
      harness.processElement1(sequence(40), slot(40));
      harness.processWatermark1(new Watermark(slot(40)));

      Forecast forecast = harness.extractOutputValues().get(0).forecast;
      // Forty forecasts before this one. Another model drops those that are not due yet.
      assertThat(forecast.scored[0]).isBetween(39, 40);
      assertThat(forecast.scored[11]).isBetween(28, 29);
      assertThat(Arrays.stream(forecast.recentErrors)).allMatch(error -> error > 0 && error < 30);
      assertThat(Arrays.stream(forecast.recentPersistenceErrors))
          .allMatch(error -> error > 0 && error < 30);
    }
  }

  @Test
  void decideKnowsItsGroupItsCommandAndWhenItHeardLast() throws Exception {
    try (var harness = decide()) {
      harness.initializeState(read("decide"));
      harness.open();
      harness.processElement1(forecast(0, 90), slot(0));
      harness.processElement1(forecast(1, 90), slot(1));
      harness.setProcessingTime(Duration.ofMinutes(30).toMillis());

      List<ScalingDecision> decisions = harness.extractOutputValues();
      assertThat(decisions)
          .extracting(decision -> decision.reason)
          .containsExactly(
              Reason.SLOT_ALREADY_DECIDED, Reason.COMMAND_IN_FLIGHT, Reason.METRICS_STALE);
      assertThat(decisions).allMatch(decision -> decision.action == ScalingAction.HOLD);
      PreviousCommand previous = decisions.get(1).previousCommand;
      assertThat(previous.status).isEqualTo(PreviousCommand.Status.IN_FLIGHT);
      assertThat(previous.desiredCapacity).isEqualTo(5);
      assertThat(previous.slotEnd).isEqualTo(slot(1));
    }
  }

  private static void writeBind() throws Exception {
    try (var harness = bind()) {
      harness.open();
      harness.processElement2(binding(TARGET_GROUP, Signal.Dimension.TARGET_GROUP, "api"), 0);
      harness.processElement2(binding(TARGET_GROUP, Signal.Dimension.TARGET_GROUP, "web"), 0);
      harness.processElement1(event(Signal.CPU_UTILIZATION, "late"), FIRST);
      OperatorSnapshotUtil.writeStateHandle(harness.snapshot(1, 1), file("bind").toString());
    }
  }

  private static void writeSequence() throws Exception {
    try (var harness = sequence()) {
      harness.open();
      harness.processElement2(new CalendarSnapshot(calendar(), "calendar.json"), 0);
      harness.processWatermark2(Watermark.MAX_WATERMARK);
      for (int slot = 0; slot < 25; slot++) {
        if (slot != 3) {
          harness.processElement1(metric(Signal.CPU_UTILIZATION, slot(slot), slot), slot(slot));
        }
        harness.processElement1(metric(Signal.IN_SERVICE_INSTANCES, slot(slot), 4), slot(slot));
        harness.processElement1(metric(Signal.DESIRED_CAPACITY, slot(slot), 5), slot(slot));
      }
      harness.processWatermark1(new Watermark(slot(24)));
      OperatorSnapshotUtil.writeStateHandle(harness.snapshot(1, 1), file("sequence").toString());
    }
  }

  private static void writeForecast() throws Exception {
    try (var harness = forecast()) {
      harness.open();
      harness.processElement2(model(), 0);
      harness.processWatermark2(Watermark.MAX_WATERMARK);
      for (int slot = 0; slot < 40; slot++) {
        harness.processElement1(sequence(slot), slot(slot));
        harness.processWatermark1(new Watermark(slot(slot)));
      }
      OperatorSnapshotUtil.writeStateHandle(harness.snapshot(1, 1), file("forecast").toString());
    }
  }

  private static void writeDecide() throws Exception {
    try (var harness = decide()) {
      harness.open();
      harness.processElement2(FleetUpdate.present(group()), 0);
      harness.processElement1(forecast(0, 90), slot(0));
      OperatorSnapshotUtil.writeStateHandle(harness.snapshot(1, 1), file("decide").toString());
    }
  }

  private static OperatorSubtaskState read(String operator) throws Exception {
    return OperatorSnapshotUtil.readStateHandle(file(operator).toString());
  }

  private static Path file(String operator) {
    return Path.of("src/test/resources/state", VERSION, operator + ".snapshot");
  }

  private static String calendar() {
    return String.format(
        "{\"events\": [{\"id\": \"sale\", \"start\": \"%s\", \"end\": \"%s\"}]}",
        Instant.ofEpochMilli(slot(24)), Instant.ofEpochMilli(slot(30)));
  }

  private static long slot(int number) {
    return FIRST + number * Slots.MILLIS;
  }

  private static MetricEvent event(Signal signal, String resource) {
    return new MetricEvent(signal, resource, FIRST, 1, 50);
  }

  private static GroupMetric metric(Signal signal, long timestamp, double value) {
    return new GroupMetric("web", new MetricEvent(signal, "web", timestamp, 1, value), false);
  }

  private static FleetBinding binding(String resource, Signal.Dimension dimension, String group) {
    FleetBinding binding = new FleetBinding();
    binding.resource = resource;
    binding.dimension = dimension;
    binding.group = group;
    binding.loadBalanced = true;
    return binding;
  }

  private static AutoScalingGroup group() {
    AutoScalingGroup group = new AutoScalingGroup();
    group.name = "web";
    group.mode = ScalingMode.ENFORCE;
    group.minSize = 1;
    group.maxSize = 20;
    group.desiredCapacity = 4;
    group.inServiceInstances = 4;
    return group;
  }

  private static ModelPointer model() {
    Path shipped = Path.of(System.getProperty("prescale.root", ".."), "models", "default");
    return new ModelPointer(shipped.toString(), shipped.toString());
  }

  private static GroupSequence sequence(int slot) {
    GroupSequence sequence = GroupSequence.empty("web", slot(slot));
    Arrays.fill(sequence.states, (byte) SampleState.OBSERVED.ordinal());
    for (int step = 0; step < Slots.SEQUENCE_LENGTH; step++) {
      sequence.cpuUtilization[step] = 50 + 20 * Math.sin((slot + step) * 0.3);
    }
    return sequence;
  }

  private static ForecastedSequence forecast(int slot, double cpu) {
    GroupSequence sequence = GroupSequence.empty("web", slot(slot));
    Arrays.fill(sequence.cpuUtilization, 60);
    Arrays.fill(sequence.states, (byte) SampleState.OBSERVED.ordinal());
    double[] expected = new double[Slots.HORIZONS];
    Arrays.fill(expected, cpu);
    return ForecastedSequence.of(
        sequence,
        new Forecast("model", Forecast.Quantity.CPU_UTILIZATION, expected, expected, expected));
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, MetricEvent, FleetBinding, GroupMetric>
      bind() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(new BindFunction()),
        event -> event.resource,
        binding -> binding.resource,
        Types.STRING);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, GroupMetric, CalendarSnapshot, GroupSequence>
      sequence() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(
            new SequenceFunction(TIME_TO_LIVE), List.of(SequenceFunction.CALENDAR)),
        metric -> metric.group,
        null,
        Types.STRING);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, GroupSequence, ModelPointer, ForecastedSequence>
      forecast() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new ForecastOperator(TIME_TO_LIVE), sequence -> sequence.group, null, Types.STRING);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, ForecastedSequence, FleetUpdate, ScalingDecision>
      decide() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(
            new DecideFunction(Duration.ofMinutes(15), TIME_TO_LIVE, TimeScale.real())),
        input -> input.sequence.group,
        update -> update.name,
        Types.STRING);
  }
}
