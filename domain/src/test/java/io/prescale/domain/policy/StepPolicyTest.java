package io.prescale.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepPolicyTest {
  private final Scenario scenario = new Scenario();

  @ParameterizedTest
  @CsvSource({
    "70.01, 5, SCALE_OUT, FORECAST_HIGH",
    "70.00, 4, HOLD,      FORECAST_WITHIN_BOUNDS",
    "69.99, 4, HOLD,      FORECAST_WITHIN_BOUNDS",
    "35.01, 4, HOLD,      FORECAST_WITHIN_BOUNDS",
    "35.00, 4, HOLD,      FORECAST_WITHIN_BOUNDS",
    "34.99, 3, SCALE_IN,  FORECAST_LOW",
  })
  void followsTheForecastOfTheNextSlotAroundItsThresholds(
      double cpu, int desired, ScalingAction action, Reason reason) {
    ScalingDecision decision = scenario.forecastCpu(cpu).decide();

    assertThat(decision.desiredCapacity).isEqualTo(desired);
    assertThat(decision.action).isEqualTo(action);
    assertThat(decision.reason).isEqualTo(reason);
    assertThat(decision.guardrails).isEmpty();
    assertThat(decision.forecastCpu).isEqualTo(cpu);
  }

  @Test
  void looksAtTheNextSlotOnly() {
    scenario.forecastCpu(50);
    scenario.forecast.expected[1] = 95;
    scenario.forecast.upper[0] = 95;

    assertThat(scenario.decide().action).isEqualTo(ScalingAction.HOLD);
  }

  @ParameterizedTest
  @CsvSource({"280.1, 5", "280, 4", "140, 4", "139.9, 3"})
  void dividesForecastDemandByTheCurrentCapacity(double demand, int desired) {
    ScalingDecision decision = scenario.forecast(Forecast.Quantity.DEMAND, demand, demand).decide();

    assertThat(decision.desiredCapacity).isEqualTo(desired);
    assertThat(decision.forecastCpu).isEqualTo(demand / 4);
  }

  @ParameterizedTest
  @CsvSource({
    "70.01, 5, OBSERVED_HIGH",
    "70.00, 4, OBSERVED_WITHIN_BOUNDS",
    "35.00, 4, OBSERVED_WITHIN_BOUNDS",
    "34.99, 3, OBSERVED_LOW",
  })
  void followsTheObservedValueWithoutForecast(double cpu, int desired, Reason reason) {
    ScalingDecision decision =
        scenario.observed(cpu).noForecast(ForecastedSequence.Unavailable.NO_MODEL).decide();

    assertThat(decision.desiredCapacity).isEqualTo(desired);
    assertThat(decision.reason).isEqualTo(reason);
    assertThat(decision.guardrails).containsExactly(Guardrail.FORECAST_UNAVAILABLE);
    assertThat(decision.forecastUnavailable).isEqualTo(ForecastedSequence.Unavailable.NO_MODEL);
    assertThat(decision.forecastCpu).isNaN();
  }

  @Test
  void saysAllThatTheSinkAndTheUserNeed() {
    scenario.forecastCpu(80);
    scenario.calendar.eventIds = new String[] {"black-friday"};

    ScalingDecision decision = scenario.decide();

    assertThat(decision.id).isEqualTo("web@2026-11-27T10:05:00Z");
    assertThat(decision.slotEnd).isEqualTo(Scenario.START + 300_000);
    assertThat(decision.validUntil).isEqualTo(decision.slotEnd + 900_000);
    assertThat(decision.currentCapacity).isEqualTo(4);
    assertThat(decision.recommendedCapacity).isEqualTo(5);
    assertThat(decision.observedCpu).isEqualTo(50);
    assertThat(decision.observedNetworkIn).isEqualTo(1e6);
    assertThat(decision.observedRequestCount).isEqualTo(1000);
    assertThat(decision.observedInServiceInstances).isEqualTo(4);
    assertThat(decision.calendarEvents).containsExactly("black-friday");
    assertThat(decision.forecast).isSameAs(scenario.forecast);
    assertThat(decision.previousCommand.status).isEqualTo(PreviousCommand.Status.NONE);
  }
}
