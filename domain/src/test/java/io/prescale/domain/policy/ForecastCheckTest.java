package io.prescale.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.fleet.PolicyType;
import io.prescale.domain.forecast.Forecast.Quantity;
import io.prescale.domain.time.Slots;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A forecast that has lately been worse than "no change" is not followed. */
class ForecastCheckTest {
  private final Scenario scenario = new Scenario();

  @Test
  void fallsBackWhenRecentForecastsWereWorseThanPersistence() {
    scenario.forecastCpu(90).recentErrors(30, 0, 12);

    ScalingDecision decision = scenario.decide();

    assertThat(decision.guardrails).containsExactly(Guardrail.FORECAST_UNRELIABLE);
    assertThat(decision.reason).isEqualTo(Reason.OBSERVED_WITHIN_BOUNDS);
    assertThat(decision.recentForecastError).isEqualTo(30);
    assertThat(decision.recentPersistenceError).isZero();
  }

  @ParameterizedTest
  @CsvSource({"11, false", "12, true"})
  void twelveForecastsMustHaveComeDue(int scored, boolean fallsBack) {
    scenario.forecastCpu(50).recentErrors(30, 0, scored);

    assertThat(fellBack(scenario.decide())).isEqualTo(fallsBack);
  }

  @ParameterizedTest
  @CsvSource({"0.5, false", "0.51, true"})
  void toleratesHalfAPointOnASteadyLoad(double error, boolean fallsBack) {
    scenario.forecastCpu(50).recentErrors(error, 0, 12);

    assertThat(fellBack(scenario.decide())).isEqualTo(fallsBack);
  }

  @ParameterizedTest
  @CsvSource({"2.0, false", "2.1, true"})
  void toleratesHalfAPointOfEveryInstanceWhereDemandIsForecast(double error, boolean fallsBack) {
    // Four instances at 50 % are a demand of 200.
    scenario.forecast(Quantity.DEMAND, 200, 200).recentErrors(error, 0, 12);

    assertThat(fellBack(scenario.decide())).isEqualTo(fallsBack);
  }

  @ParameterizedTest
  @CsvSource({"10.9, false", "11.1, true"})
  void toleratesTenPercentMoreThanPersistence(double error, boolean fallsBack) {
    scenario.forecastCpu(50).recentErrors(error, 10, 100);

    assertThat(fellBack(scenario.decide())).isEqualTo(fallsBack);
  }

  @Test
  void stepPolicyGoesByTheNextSlot() {
    scenario.forecastCpu(50).recentErrors(1, 5, 12);
    for (int horizon = 1; horizon < Slots.HORIZONS; horizon++) {
      scenario.recentErrorsAt(horizon, 30, 5);
    }
    assertThat(fellBack(scenario.decide())).isFalse();

    scenario.nextSlot().recentErrorsAt(0, 30, 5);
    assertThat(fellBack(scenario.decide())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "299, 1", "300, 1", "301, 2", "900, 3", "7200, 11"})
  void targetPolicyGoesByTheEndOfTheLeadTime(int warmupSeconds, int horizon) {
    scenario.group.settings.policy = PolicyType.TARGET;
    scenario.group.settings.instanceWarmupSeconds = warmupSeconds;
    scenario.forecastCpu(50).recentErrors(30, 5, 12).recentErrorsAt(horizon, 6, 6);

    ScalingDecision decision = scenario.decide();
    assertThat(fellBack(decision)).isFalse();
    assertThat(decision.recentForecastError).isEqualTo(6);
    assertThat(decision.recentPersistenceError).isEqualTo(6);

    scenario.nextSlot().recentErrors(1, 5, 12).recentErrorsAt(horizon, 30, 5);
    assertThat(fellBack(scenario.decide())).isTrue();
  }

  @Test
  void returnsToTheForecastWhenItIsGoodAgain() {
    scenario.forecastCpu(50).recentErrors(30, 0, 12);
    assertThat(fellBack(scenario.decide())).isTrue();

    scenario.nextSlot().recentErrors(4, 5, 13);
    assertThat(fellBack(scenario.decide())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aForecastWithoutRecentErrorsIsFollowed(boolean none) {
    scenario.forecastCpu(90);
    if (none) {
      scenario.recentErrors(Double.NaN, Double.NaN, 0);
    }

    ScalingDecision decision = scenario.decide();

    assertThat(decision.reason).isEqualTo(Reason.FORECAST_HIGH);
    assertThat(decision.recentForecastError).isNaN();
    assertThat(decision.recentPersistenceError).isNaN();
  }

  private static boolean fellBack(ScalingDecision decision) {
    return List.of(decision.guardrails).contains(Guardrail.FORECAST_UNRELIABLE);
  }
}
