package io.prescale.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.forecast.Forecast.Quantity;
import io.prescale.domain.forecast.ForecastedSequence.Unavailable;
import io.prescale.domain.sample.SampleState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Missing, late, zero or wrong data never scales anything in. */
class DataGuardrailsTest {
  private final Scenario scenario = new Scenario().forecastCpu(10).observed(10);

  @Test
  void holdsWithoutCpuUtilisation() {
    scenario.sequence.cpuUtilization[Scenario.NEWEST] = Double.NaN;
    scenario.newestState(SampleState.EMPTY);

    assertHeld(scenario.decide(), Reason.METRICS_MISSING, Guardrail.METRICS_MISSING);
  }

  @Test
  void holdsOnAValueThatWasCarriedForwardEvenAHighOne() {
    scenario.observed(99).forecastCpu(99).newestState(SampleState.FILLED);

    assertHeld(scenario.decide(), Reason.METRICS_FILLED, Guardrail.METRICS_FILLED);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void holdsOnAnImpossibleValue(double cpu) {
    scenario.sequence.cpuUtilization[Scenario.NEWEST] = cpu;

    assertHeld(scenario.decide(), Reason.METRICS_INVALID, Guardrail.METRICS_INVALID);
  }

  @Test
  void holdsOnASlotThatWasDecidedOnAndLeavesTheHistoryAlone() {
    scenario.forecastCpu(90);
    scenario.decide();
    ScalingDecision again = scenario.decide();

    assertHeld(again, Reason.SLOT_ALREADY_DECIDED, Guardrail.SLOT_ALREADY_DECIDED);
    assertThat(scenario.history.recommendations).hasSize(1);
  }

  @Test
  void holdsAGroupThatStoppedReporting() {
    long slotEnd = scenario.slotEnd();
    ScalingDecision decision =
        new ScalingDecider().decideStale(scenario.group, slotEnd, scenario.history);

    assertHeld(decision, Reason.METRICS_STALE, Guardrail.METRICS_STALE);
    assertThat(decision.id).isEqualTo("web@2026-11-27T10:05:00Z");
    assertThat(decision.observedCpu).isNaN();
    assertThat(scenario.decide().action).isEqualTo(ScalingAction.SCALE_IN);
  }

  @Test
  void takesTheCapacityOfTheSampleBeforeThatOfTheFleet() {
    scenario.group.desiredCapacity = 8;

    assertThat(scenario.decide().currentCapacity).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, 4.5, -1, Double.POSITIVE_INFINITY})
  void takesTheCapacityOfTheFleetWhereTheSampleHasNone(double reported) {
    scenario.sequence.desiredCapacity = reported;
    scenario.group.desiredCapacity = 8;

    assertThat(scenario.decide().currentCapacity).isEqualTo(8);
  }

  @Test
  void holdsWithoutAnyKnownCapacity() {
    scenario.sequence.desiredCapacity = Double.NaN;
    scenario.group.desiredCapacity = -1;
    scenario.calendar.minCapacity[0] = 5;

    assertHeld(scenario.decide(), Reason.CAPACITY_UNKNOWN, Guardrail.CAPACITY_UNKNOWN);
  }

  @Test
  void leavesACapacityAboveTheMaximumToEc2() {
    scenario.group.maxSize = 3;

    ScalingDecision decision = scenario.decide();

    assertHeld(decision, Reason.CAPACITY_ABOVE_MAX_SIZE, Guardrail.CAPACITY_ABOVE_MAX_SIZE);
    assertThat(decision.desiredCapacity).isEqualTo(4);
  }

  @Test
  void doesNotStartAGroupThatWasShutDown() {
    scenario.capacity(0).observed(99).group.minSize = 0;

    assertHeld(scenario.decide(), Reason.SCALED_TO_ZERO, Guardrail.SCALED_TO_ZERO);
  }

  @Test
  void startsAGroupThatWasShutDownForACalendarEvent() {
    scenario.capacity(0).group.minSize = 0;
    scenario.calendar.minCapacity[0] = 3;

    ScalingDecision decision = scenario.decide();

    assertThat(decision.desiredCapacity).isEqualTo(3);
    assertThat(decision.reason).isEqualTo(Reason.CALENDAR_EVENT);
  }

  @Test
  void providesForACalendarEventEvenWithoutMetrics() {
    scenario.newestState(SampleState.FILLED).calendar.minCapacity[0] = 6;

    ScalingDecision decision = scenario.decide();

    assertThat(decision.desiredCapacity).isEqualTo(6);
    assertThat(decision.reason).isEqualTo(Reason.CALENDAR_EVENT);
    assertThat(decision.guardrails)
        .containsExactly(Guardrail.METRICS_FILLED, Guardrail.CALENDAR_FLOOR);
  }

  @Test
  void neverScalesInOnZeroCpu() {
    assertHeld(scenario.observed(0).decide(), Reason.CPU_ZERO, Guardrail.CPU_ZERO);
  }

  @Test
  void neverScalesInOnZeroCpuWithoutForecastEither() {
    scenario.observed(0).noForecast(Unavailable.MODEL_FAILED);

    assertHeld(
        scenario.decide(), Reason.CPU_ZERO, Guardrail.FORECAST_UNAVAILABLE, Guardrail.CPU_ZERO);
  }

  @Test
  void scalesOutOnZeroCpuIfTheForecastIsHigh() {
    assertThat(scenario.observed(0).forecastCpu(80).decide().desiredCapacity).isEqualTo(5);
  }

  @Test
  void withoutForecastScalesInOnlyOnAWholeWindowOfMeasuredValues() {
    scenario.group.settings.scaleInStabilizationSlots = 6;
    scenario.noForecast(Unavailable.SEQUENCE_INCOMPLETE);
    scenario.history.recommendations = new int[] {1, 1, 1, 1, 1, 1};
    scenario.sequence.states[Scenario.NEWEST - 5] = (byte) SampleState.FILLED.ordinal();

    assertHeld(
        scenario.decide(),
        Reason.FALLBACK_DATA_UNCERTAIN,
        Guardrail.FORECAST_UNAVAILABLE,
        Guardrail.FALLBACK_DATA_UNCERTAIN);
  }

  @Test
  void aFilledSlotBeforeTheWindowDoesNotMatter() {
    scenario.noForecast(Unavailable.NO_MODEL);
    scenario.sequence.states[Scenario.NEWEST - 1] = (byte) SampleState.FILLED.ordinal();

    assertThat(scenario.decide().action).isEqualTo(ScalingAction.SCALE_IN);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void doesNotTrustAForecastThatIsNotANumber(double value) {
    scenario.observed(50).forecast(Quantity.CPU_UTILIZATION, 10, value);

    ScalingDecision decision = scenario.decide();

    assertThat(decision.reason).isEqualTo(Reason.OBSERVED_WITHIN_BOUNDS);
    assertThat(decision.guardrails).containsExactly(Guardrail.FORECAST_INVALID);
  }

  @Test
  void neverDoesLessThanReactiveScalingWould() {
    scenario.observed(70.01).forecastCpu(10);

    ScalingDecision decision = scenario.decide();

    assertThat(decision.desiredCapacity).isEqualTo(5);
    assertThat(decision.recommendedCapacity).isEqualTo(3);
    assertThat(decision.reason).isEqualTo(Reason.OBSERVED_HIGH);
    assertThat(decision.guardrails).containsExactly(Guardrail.REACTIVE_FLOOR);
  }

  @Test
  void followsTheForecastWhereObservedCpuIsAtTheThreshold() {
    assertThat(scenario.observed(70).decide().action).isEqualTo(ScalingAction.SCALE_IN);
  }

  private static void assertHeld(ScalingDecision decision, Reason reason, Guardrail... guardrails) {
    assertThat(decision.action).isEqualTo(ScalingAction.HOLD);
    assertThat(decision.desiredCapacity).isEqualTo(decision.currentCapacity);
    assertThat(decision.reason).isEqualTo(reason);
    assertThat(decision.guardrails).containsExactly(guardrails);
  }
}
