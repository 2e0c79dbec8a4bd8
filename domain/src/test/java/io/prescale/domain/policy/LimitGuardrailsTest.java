package io.prescale.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.fleet.PolicyType;
import io.prescale.domain.forecast.Forecast.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calendar, sizes, steps and suspended processes. */
class LimitGuardrailsTest {
  private final Scenario scenario = new Scenario();

  @ParameterizedTest
  @CsvSource({"0, 7", "1, 7", "2, 4"})
  void scalesOutForACalendarEventWithinTheLeadTime(int horizon, int desired) {
    scenario.calendar.minCapacity[horizon] = 7;

    assertThat(scenario.decide().desiredCapacity).isEqualTo(desired);
  }

  @Test
  void saysThatTheCalendarAskedForIt() {
    scenario.calendar.minCapacity[0] = 7;

    ScalingDecision decision = scenario.decide();

    assertThat(decision.reason).isEqualTo(Reason.CALENDAR_EVENT);
    assertThat(decision.guardrails).containsExactly(Guardrail.CALENDAR_FLOOR);
  }

  @Test
  void doesNotScaleInBelowTheCalendarFloor() {
    scenario.forecastCpu(10).calendar.minCapacity[1] = 4;

    assertHeld(Reason.CALENDAR_FLOOR, Guardrail.CALENDAR_FLOOR);
  }

  @Test
  void stepLimitAndCooldownDoNotDelayTheCalendar() {
    scenario.group.settings.maxScaleOutStep = 1;
    scenario.history.lastScaleOut = scenario.slotEnd() - 1;
    scenario.forecastCpu(90).calendar.minCapacity[0] = 8;

    ScalingDecision decision = scenario.decide();

    assertThat(decision.desiredCapacity).isEqualTo(8);
    assertThat(decision.guardrails).containsExactly(Guardrail.CALENDAR_FLOOR);
  }

  @Test
  void aCalendarFloorAboveTheMaximumIsClamped() {
    scenario.calendar.minCapacity[0] = 50;

    ScalingDecision decision = scenario.decide();

    assertThat(decision.desiredCapacity).isEqualTo(10);
    assertThat(decision.guardrails).containsExactly(Guardrail.CALENDAR_FLOOR, Guardrail.MAX_SIZE);
  }

  @ParameterizedTest
  @CsvSource({"0, HOLD", "1, HOLD", "2, HOLD", "3, SCALE_IN"})
  void aFreezeInTheSlotOrTheLeadTimeForbidsScalingIn(int slot, ScalingAction action) {
    scenario.forecastCpu(10).calendar.freezeScaleIn[slot] = true;

    assertThat(scenario.decide().action).isEqualTo(action);
  }

  @Test
  void aFreezeDoesNotForbidScalingOut() {
    scenario.forecastCpu(90).calendar.freezeScaleIn[0] = true;

    assertThat(scenario.decide().action).isEqualTo(ScalingAction.SCALE_OUT);
  }

  @Test
  void aFreezeHasItsOwnReason() {
    scenario.forecastCpu(10).calendar.freezeScaleIn[0] = true;

    assertHeld(Reason.CALENDAR_FREEZE, Guardrail.CALENDAR_FREEZE);
  }

  @Test
  void holdsAtTheMaximumSize() {
    scenario.forecastCpu(90).capacity(10);

    assertHeld(Reason.AT_MAX_SIZE, Guardrail.MAX_SIZE);
  }

  @Test
  void holdsAtTheMinimumSize() {
    scenario.forecastCpu(10).group.minSize = 4;

    assertHeld(Reason.AT_MIN_SIZE, Guardrail.MIN_SIZE);
  }

  @Test
  void raisesACapacityBelowTheMinimumWhateverTheStepLimit() {
    scenario.group.settings.maxScaleOutStep = 1;
    scenario.group.minSize = 7;

    ScalingDecision decision = scenario.decide();

    assertThat(decision.desiredCapacity).isEqualTo(7);
    assertThat(decision.reason).isEqualTo(Reason.BELOW_MIN_SIZE);
    assertThat(decision.guardrails).containsExactly(Guardrail.MIN_SIZE);
  }

  @Test
  void neverRemovesTheLastInstance() {
    scenario.forecastCpu(10).capacity(1).group.minSize = 0;

    assertHeld(Reason.LAST_INSTANCE, Guardrail.LAST_INSTANCE);
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 6", "3, 7", "4, 7"})
  void addsNoMoreThanTheStepLimitAtOnce(int limit, int desired) {
    useTarget(420);
    scenario.group.settings.maxScaleOutStep = limit;
    scenario.group.settings.maxScaleOutPercent = 0;

    ScalingDecision decision = scenario.decide();

    assertThat(decision.desiredCapacity).isEqualTo(desired);
    assertThat(decision.recommendedCapacity).isEqualTo(7);
    assertThat(decision.reason).isEqualTo(Reason.FORECAST_HIGH);
    assertThat(decision.guardrails)
        .isEqualTo(
            limit < 3 ? new Guardrail[] {Guardrail.SCALE_OUT_STEP_LIMIT} : new Guardrail[] {});
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "2, 2", "3, 1", "4, 1"})
  void removesNoMoreThanTheStepLimitAtOnce(int limit, int desired) {
    useTarget(60);
    scenario.group.settings.maxScaleInStep = limit;

    assertThat(scenario.decide().desiredCapacity).isEqualTo(desired);
  }

  @ParameterizedTest
  @CsvSource({"2, 39", "9, 37", "10, 36", "50, 20"})
  void removesAShareOfALargeGroupAtOnce(int percent, int desired) {
    useTarget(60);
    scenario.capacity(40).group.settings.maxScaleInPercent = percent;
    scenario.group.maxSize = 100;
    scenario.group.settings.maxScaleInStep = 1;

    assertThat(scenario.decide().desiredCapacity).isEqualTo(desired);
  }

  @ParameterizedTest
  @CsvSource({"20, 50", "50, 60"})
  void addsAShareOfALargeGroupAtOnce(int percent, int desired) {
    useTarget(6000);
    scenario.capacity(40).group.settings.maxScaleOutPercent = percent;
    scenario.group.maxSize = 200;

    assertThat(scenario.decide().desiredCapacity).isEqualTo(desired);
  }

  @Test
  void aStepLimitOfZeroNeverScalesInWhateverTheShare() {
    scenario.forecastCpu(10).group.settings.maxScaleInStep = 0;
    scenario.group.settings.maxScaleInPercent = 50;

    assertHeld(Reason.SCALE_IN_STEP_LIMIT, Guardrail.SCALE_IN_STEP_LIMIT);
  }

  @Test
  void doesNotScaleOutWhileLaunchIsSuspended() {
    scenario.forecastCpu(90).group.suspendedProcesses = new String[] {"AZRebalance", "Launch"};

    assertHeld(Reason.LAUNCH_SUSPENDED, Guardrail.LAUNCH_SUSPENDED);
  }

  @Test
  void scalesInWhileLaunchIsSuspended() {
    scenario.forecastCpu(10).group.suspendedProcesses = new String[] {"Launch"};

    assertThat(scenario.decide().action).isEqualTo(ScalingAction.SCALE_IN);
  }

  @Test
  void doesNotScaleInWhileTerminateIsSuspended() {
    scenario.forecastCpu(10).group.suspendedProcesses = new String[] {"Terminate"};

    assertHeld(Reason.TERMINATE_SUSPENDED, Guardrail.TERMINATE_SUSPENDED);
  }

  @Test
  void aSuspendedLaunchStopsTheCalendarToo() {
    scenario.group.suspendedProcesses = new String[] {"Launch"};
    scenario.calendar.minCapacity[0] = 8;

    assertHeld(Reason.LAUNCH_SUSPENDED, Guardrail.CALENDAR_FLOOR, Guardrail.LAUNCH_SUSPENDED);
  }

  private void useTarget(double demand) {
    scenario.group.settings.policy = PolicyType.TARGET;
    scenario.forecast(Quantity.DEMAND, demand, demand);
  }

  private void assertHeld(Reason reason, Guardrail... guardrails) {
    ScalingDecision decision = scenario.decide();
    assertThat(decision.action).isEqualTo(ScalingAction.HOLD);
    assertThat(decision.reason).isEqualTo(reason);
    assertThat(decision.guardrails).containsExactly(guardrails);
  }
}
