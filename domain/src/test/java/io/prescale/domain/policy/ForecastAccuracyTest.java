package io.prescale.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prescale.domain.forecast.Forecast.Quantity;
import io.prescale.domain.sample.SampleState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A forecast that has lately been worse than "no change" is not followed. */
class ForecastAccuracyTest {
  private final Scenario scenario = new Scenario();

  @Test
  void fallsBackAfterTwelveForecastsThatWereWorseThanPersistence() {
    // Observed CPU stays at 50 %; the forecast keeps saying 20 %.
    scenario.forecastCpu(20).group.settings.maxScaleInStep = 0;
    for (int scored = 0; scored < 12; scored++) {
      assertThat(scenario.decide().guardrails).doesNotContain(Guardrail.FORECAST_UNRELIABLE);
      scenario.nextSlot();
    }

    ScalingDecision decision = scenario.decide();

    assertThat(decision.guardrails).containsExactly(Guardrail.FORECAST_UNRELIABLE);
    assertThat(decision.reason).isEqualTo(Reason.OBSERVED_WITHIN_BOUNDS);
    assertThat(decision.recentForecastError).isEqualTo(30, within(1e-9));
    assertThat(decision.recentPersistenceError).isZero();
  }

  @ParameterizedTest
  @CsvSource({"50.5, false", "50.51, true", "49.49, true"})
  void toleratesHalfAPointOnASteadyLoad(double forecast, boolean fallsBack) {
    scenario.forecastCpu(forecast);
    scoreForecasts(12);

    assertThat(fellBack(scenario.decide())).isEqualTo(fallsBack);
  }

  @ParameterizedTest
  @CsvSource({"202.0, false", "202.1, true"})
  void toleratesHalfAPointOfEveryInstanceWhereDemandIsForecast(double demand, boolean fallsBack) {
    // Four instances at 50 % are a demand of 200.
    scenario.forecast(Quantity.DEMAND, demand, demand);
    scoreForecasts(12);

    assertThat(fellBack(scenario.decide())).isEqualTo(fallsBack);
  }

  @Test
  void toleratesTenPercentMoreThanPersistence() {
    alternate(10.9);
    assertThat(fellBack(scenario.decide())).isFalse();

    scenario.nextSlot().history = new ScalingHistory();
    alternate(11.1);
    assertThat(fellBack(scenario.decide())).isTrue();
  }

  @Test
  void returnsToTheForecastWhenItIsGoodAgain() {
    scenario.forecastCpu(20).group.settings.maxScaleInStep = 0;
    scoreForecasts(12);
    assertThat(fellBack(scenario.decide())).isTrue();

    scenario.nextSlot().forecastCpu(50);
    scoreForecasts(150);

    assertThat(fellBack(scenario.decide())).isFalse();
  }

  @Test
  void judgesANewModelAnew() {
    scenario.forecastCpu(20).group.settings.maxScaleInStep = 0;
    scoreForecasts(12);
    scenario.forecast.modelId = "model-2";

    assertThat(fellBack(scenario.decide())).isFalse();
  }

  @Test
  void scoresOnlyMeasuredSlotsThatFollowEachOther() {
    scenario.forecastCpu(20).decide();
    scenario.nextSlot().newestState(SampleState.FILLED).decide();
    scenario.nextSlot().newestState(SampleState.OBSERVED).decide();
    assertThat(scenario.history.accuracy.scored).isZero();

    scenario.laterSlot(2).decide();
    assertThat(scenario.history.accuracy.scored).isZero();

    assertThat(scenario.nextSlot().decide().recentForecastError).isEqualTo(30);
  }

  /** Observed CPU jumps by 10 points each slot; each forecast misses by the given amount. */
  private void alternate(double miss) {
    for (int slot = 0; slot <= 12; slot++) {
      double now = slot % 2 == 0 ? 45 : 55;
      scenario.observed(now).forecastCpu(100 - now + miss).decide();
      scenario.nextSlot();
    }
    scenario.observed(55);
    scenario.forecastCpu(50);
  }

  private void scoreForecasts(int count) {
    for (int scored = 0; scored < count; scored++) {
      scenario.decide();
      scenario.nextSlot();
    }
  }

  private static boolean fellBack(ScalingDecision decision) {
    return List.of(decision.guardrails).contains(Guardrail.FORECAST_UNRELIABLE);
  }
}
