package io.prescale.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.fleet.PolicyType;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.forecast.Forecast.Quantity;
import io.prescale.domain.sample.SampleState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stabilisation, cooldown, warm-up, and commands in flight. */
class PaceTest {
  private final Scenario scenario = new Scenario();

  @Test
  void scalesInOnlyAfterAWholeWindowOfLowRecommendations() {
    scenario.group.settings.scaleInStabilizationSlots = 3;
    scenario.forecastCpu(10);

    assertThat(scenario.decide().reason).isEqualTo(Reason.SCALE_IN_STABILIZATION);
    assertThat(scenario.nextSlot().decide().reason).isEqualTo(Reason.SCALE_IN_STABILIZATION);
    assertThat(scenario.nextSlot().decide().action).isEqualTo(ScalingAction.SCALE_IN);
  }

  @Test
  void theHighestRecommendationOfTheWindowCounts() {
    scenario.group.settings.policy = PolicyType.TARGET;
    scenario.group.settings.scaleInStabilizationSlots = 2;
    scenario.group.settings.maxScaleInStep = 10;
    scenario.forecast(Quantity.DEMAND, 170, 170).decide();

    ScalingDecision decision = scenario.nextSlot().forecast(Quantity.DEMAND, 50, 50).decide();

    assertThat(decision.recommendedCapacity).isEqualTo(1);
    assertThat(decision.desiredCapacity).isEqualTo(3);
    assertThat(decision.reason).isEqualTo(Reason.FORECAST_LOW);
    assertThat(decision.guardrails).containsExactly(Guardrail.SCALE_IN_STABILIZATION);
  }

  @Test
  void aSlotWithoutDataBreaksTheWindow() {
    scenario.group.settings.scaleInStabilizationSlots = 2;
    scenario.forecastCpu(10).decide();
    scenario.nextSlot().newestState(SampleState.FILLED).decide();

    ScalingDecision decision = scenario.nextSlot().newestState(SampleState.OBSERVED).decide();

    assertThat(decision.reason).isEqualTo(Reason.SCALE_IN_STABILIZATION);
  }

  @Test
  void aSlotThatNobodyDecidedOnBreaksTheWindow() {
    scenario.group.settings.scaleInStabilizationSlots = 2;
    scenario.forecastCpu(10).decide();

    assertThat(scenario.laterSlot(2).decide().reason).isEqualTo(Reason.SCALE_IN_STABILIZATION);
    assertThat(scenario.nextSlot().decide().action).isEqualTo(ScalingAction.SCALE_IN);
  }

  @Test
  void oneFewerStaysOneFewerAfterAScaleIn() {
    scenario.group.settings.scaleInStabilizationSlots = 3;
    scenario.forecastCpu(10).decide();
    scenario.nextSlot().decide();
    assertThat(scenario.nextSlot().decide().desiredCapacity).isEqualTo(3);

    // The policy has asked for one fewer all the while, so only the cooldown delays the next.
    ScalingDecision next = scenario.nextSlot().capacity(3).decide();
    assertThat(next.reason).isEqualTo(Reason.SCALE_IN_COOLDOWN);
    assertThat(scenario.nextSlot().decide().desiredCapacity).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"299999, HOLD", "300000, SCALE_OUT", "300001, SCALE_OUT"})
  void scalesOutAgainAfterTheScaleOutCooldown(long sinceMillis, ScalingAction action) {
    scenario.forecastCpu(90).history.lastScaleOut = scenario.slotEnd() - sinceMillis;

    ScalingDecision decision = scenario.decide();

    assertThat(decision.action).isEqualTo(action);
    if (action == ScalingAction.HOLD) {
      assertThat(decision.reason).isEqualTo(Reason.SCALE_OUT_COOLDOWN);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "299999, SCALE_OUT_COOLDOWN",
    "300000, SCALE_IN_COOLDOWN",
    "599999, SCALE_IN_COOLDOWN",
    "600000, FORECAST_LOW"
  })
  void scalesInAfterBothCooldownsOfAScaleOut(long sinceMillis, Reason reason) {
    scenario.forecastCpu(10).history.lastScaleOut = scenario.slotEnd() - sinceMillis;

    assertThat(scenario.decide().reason).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"599999, SCALE_IN_COOLDOWN", "600000, FORECAST_LOW"})
  void scalesInAgainAfterTheScaleInCooldown(long sinceMillis, Reason reason) {
    scenario.forecastCpu(10).history.lastScaleIn = scenario.slotEnd() - sinceMillis;

    assertThat(scenario.decide().reason).isEqualTo(reason);
  }

  @Test
  void scalesOutRightAfterAScaleIn() {
    scenario.forecastCpu(90).history.lastScaleIn = scenario.slotEnd() - 1;

    assertThat(scenario.decide().action).isEqualTo(ScalingAction.SCALE_OUT);
  }

  @ParameterizedTest
  @CsvSource({"1199999, INSTANCE_WARM_UP", "1200000, FORECAST_LOW"})
  void doesNotScaleInWhileInstancesMayBeStarting(long sinceMillis, Reason reason) {
    scenario.group.settings.instanceWarmupSeconds = 1200;
    scenario.forecastCpu(10).history.lastScaleOut = scenario.slotEnd() - sinceMillis;

    assertThat(scenario.decide().reason).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"3, 4, HOLD", "4, 4, SCALE_IN", "5, 4, SCALE_IN", "3, NaN, SCALE_IN"})
  void doesNotScaleInWhileInstancesAreMissing(
      double inService, double desired, ScalingAction action) {
    scenario.forecastCpu(10).sequence.inServiceInstances[Scenario.NEWEST] = inService;
    scenario.sequence.desiredCapacity = desired;

    ScalingDecision decision = scenario.decide();

    assertThat(decision.action).isEqualTo(action);
    if (action == ScalingAction.HOLD) {
      assertThat(decision.reason).isEqualTo(Reason.INSTANCES_NOT_IN_SERVICE);
      assertThat(decision.guardrails).containsExactly(Guardrail.INSTANCES_NOT_IN_SERVICE);
    }
  }

  @Test
  void waitsUntilTheLastCommandHasShown() {
    noCooldown();
    assertThat(scenario.forecastCpu(90).decide().desiredCapacity).isEqualTo(5);

    ScalingDecision waiting = scenario.nextSlot().decide();
    assertThat(waiting.reason).isEqualTo(Reason.COMMAND_IN_FLIGHT);
    assertThat(waiting.previousCommand.status).isEqualTo(PreviousCommand.Status.IN_FLIGHT);
    assertThat(waiting.previousCommand.desiredCapacity).isEqualTo(5);
    assertThat(waiting.previousCommand.slotEnd).isEqualTo(Scenario.START + 300_000);

    ScalingDecision next = scenario.nextSlot().capacity(5).decide();
    assertThat(next.previousCommand.status).isEqualTo(PreviousCommand.Status.APPLIED);
    assertThat(next.desiredCapacity).isEqualTo(6);
  }

  @Test
  void givesACommandUpThatNeverShows() {
    noCooldown();
    scenario.forecastCpu(90).decide();
    assertThat(scenario.laterSlot(2).decide().reason).isEqualTo(Reason.COMMAND_IN_FLIGHT);

    ScalingDecision next = scenario.nextSlot().decide();

    assertThat(next.previousCommand.status).isEqualTo(PreviousCommand.Status.NOT_OBSERVED);
    assertThat(next.desiredCapacity).isEqualTo(5);
  }

  @Test
  void noticesThatSomeoneElseSetTheCapacity() {
    noCooldown();
    scenario.forecastCpu(90).decide();

    ScalingDecision next = scenario.nextSlot().capacity(8).decide();

    assertThat(next.previousCommand.status).isEqualTo(PreviousCommand.Status.SUPERSEDED);
    assertThat(next.desiredCapacity).isEqualTo(9);
  }

  @Test
  void aCommandInFlightStopsTheCalendarToo() {
    scenario.forecastCpu(90).decide();
    scenario.nextSlot().calendar.minCapacity[0] = 8;

    assertThat(scenario.decide().reason).isEqualTo(Reason.COMMAND_IN_FLIGHT);
  }

  @Test
  void anObservedGroupHasNothingInFlightButKeepsTheRhythm() {
    scenario.group.mode = ScalingMode.OBSERVE;
    scenario.group.settings.scaleOutCooldownSeconds = 600;

    assertThat(scenario.forecastCpu(90).decide().action).isEqualTo(ScalingAction.SCALE_OUT);
    ScalingDecision next = scenario.nextSlot().decide();
    assertThat(next.reason).isEqualTo(Reason.SCALE_OUT_COOLDOWN);
    assertThat(next.previousCommand.status).isEqualTo(PreviousCommand.Status.NONE);
    assertThat(scenario.nextSlot().decide().desiredCapacity).isEqualTo(5);
  }

  private void noCooldown() {
    scenario.group.settings.scaleOutCooldownSeconds = 0;
  }
}
