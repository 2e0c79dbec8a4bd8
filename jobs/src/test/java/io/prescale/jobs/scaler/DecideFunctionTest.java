package io.prescale.jobs.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence;
import io.prescale.domain.policy.Reason;
import io.prescale.domain.policy.ScalingAction;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleState;
import io.prescale.domain.time.Slots;
import io.prescale.domain.time.TimeScale;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecideFunctionTest {
  private static final long FIRST = Slots.startOf(1_800_000_000_000L);
  private static final Duration STALE_AFTER = Duration.ofMinutes(15);

  private KeyedTwoInputStreamOperatorTestHarness<
          String, ForecastedSequence, FleetUpdate, ScalingDecision>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness(STALE_AFTER);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void decidesOnceForEachSlotHoldsIncluded() throws Exception {
    fleetKnows(group(4));
    forecast(0, 50, 50);
    forecast(1, 50, 90);

    assertThat(decisions())
        .extracting(d -> d.action)
        .containsExactly(ScalingAction.HOLD, ScalingAction.SCALE_OUT);
    assertThat(decisions().get(1).desiredCapacity).isEqualTo(5);
    assertThat(decisions().get(1).mode).isEqualTo(ScalingMode.ENFORCE);
    assertThat(decisions().get(1).reason).isEqualTo(Reason.FORECAST_HIGH);
  }

  @Test
  void decidesOnTheFleetAsLastTold() throws Exception {
    fleetKnows(group(4));
    AutoScalingGroup full = group(4);
    full.maxSize = 4;
    fleetKnows(full);
    forecast(0, 50, 90);

    assertThat(decisions()).extracting(d -> d.reason).containsExactly(Reason.AT_MAX_SIZE);
  }

  @Test
  void neverDecidesOnAGroupThatLeftTheFleet() throws Exception {
    fleetKnows(group(4));
    harness.processElement2(FleetUpdate.removed(group(4)), Long.MIN_VALUE);
    forecast(0, 50, 90);

    assertThat(decisions()).isEmpty();
  }

  @Test
  void rememberedCommandsSurviveAFailureSoThatNoneIsGivenTwice() throws Exception {
    fleetKnows(group(4));
    forecast(0, 50, 90);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    harness = newHarness(STALE_AFTER);
    harness.initializeState(snapshot);
    harness.open();
    forecast(1, 50, 90);

    assertThat(decisions()).extracting(d -> d.action).containsExactly(ScalingAction.HOLD);
    assertThat(decisions().get(0).previousCommand.desiredCapacity).isEqualTo(5);
  }

  @Test
  void holdsAndSaysSoWhenAGroupStopsReporting() throws Exception {
    fleetKnows(group(4));
    harness.setProcessingTime(0);
    forecast(0, 50, 50);
    harness.setProcessingTime(60_000);
    forecast(1, 50, 50);

    harness.setProcessingTime(60_000 + STALE_AFTER.toMillis() - 1);
    assertThat(decisions()).hasSize(2);
    harness.setProcessingTime(60_000 + STALE_AFTER.toMillis());

    assertThat(decisions()).hasSize(3);
    ScalingDecision stale = decisions().get(2);
    assertThat(stale.reason).isEqualTo(Reason.METRICS_STALE);
    assertThat(stale.action).isEqualTo(ScalingAction.HOLD);
    assertThat(stale.slotEnd).isEqualTo(slot(3));
  }

  @Test
  void saysThatAGroupIsStaleOnceUntilItReportsAgain() throws Exception {
    fleetKnows(group(4));
    harness.setProcessingTime(0);
    forecast(0, 50, 50);
    harness.setProcessingTime(10 * STALE_AFTER.toMillis());
    assertThat(decisions()).hasSize(2);
    assertThat(harness.numProcessingTimeTimers()).isZero();

    forecast(30, 50, 50);
    harness.setProcessingTime(11 * STALE_AFTER.toMillis());
    assertThat(decisions())
        .extracting(d -> d.reason)
        .filteredOn(Reason.METRICS_STALE::equals)
        .hasSize(2);
  }

  @Test
  void historyIsNeverStale() throws Exception {
    harness.close();
    harness = newHarness(Duration.ZERO);
    harness.open();
    fleetKnows(group(4));
    forecast(0, 50, 50);

    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void nothingIsLeftOfAGroupThatHasGone() throws Exception {
    fleetKnows(group(4));
    harness.setProcessingTime(0);
    forecast(0, 50, 50);
    harness.processElement2(FleetUpdate.removed(group(4)), Long.MIN_VALUE);
    harness.setProcessingTime(STALE_AFTER.toMillis());

    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
    assertThat(decisions()).hasSize(1);
  }

  private void fleetKnows(AutoScalingGroup group) throws Exception {
    harness.processElement2(FleetUpdate.present(group), Long.MIN_VALUE);
  }

  private void forecast(int slot, double observed, double forecast) throws Exception {
    GroupSequence sequence = GroupSequence.empty("web", slot(slot));
    Arrays.fill(sequence.cpuUtilization, observed);
    Arrays.fill(sequence.states, (byte) SampleState.OBSERVED.ordinal());
    double[] expected = new double[Slots.HORIZONS];
    Arrays.fill(expected, forecast);
    harness.processElement1(
        ForecastedSequence.of(
            sequence,
            new Forecast("model", Forecast.Quantity.CPU_UTILIZATION, expected, expected, expected)),
        slot(slot));
  }

  private List<ScalingDecision> decisions() {
    return harness.extractOutputValues();
  }

  private static AutoScalingGroup group(int desired) {
    AutoScalingGroup group = new AutoScalingGroup();
    group.name = "web";
    group.mode = ScalingMode.ENFORCE;
    group.minSize = 1;
    group.maxSize = 20;
    group.desiredCapacity = desired;
    group.inServiceInstances = desired;
    return group;
  }

  private static long slot(int number) {
    return FIRST + number * Slots.MILLIS;
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, ForecastedSequence, FleetUpdate, ScalingDecision>
      newHarness(Duration staleAfter) throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(
            new DecideFunction(staleAfter, Duration.ofDays(7), TimeScale.real())),
        input -> input.sequence.group,
        update -> update.name,
        Types.STRING);
  }
}
