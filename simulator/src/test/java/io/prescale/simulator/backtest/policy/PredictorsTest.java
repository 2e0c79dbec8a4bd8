package io.prescale.simulator.backtest.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PredictorsTest {
  private static final int SLOTS_OF_DAY = 288;

  @Test
  void seasonalNaiveSaysWhatWasYesterday() {
    SeasonalNaivePredictor predictor = new SeasonalNaivePredictor();
    for (int slot = 0; slot < SLOTS_OF_DAY; slot++) {
      assertThat(predictor.ahead(1)).isNaN();
      predictor.observe(slot);
    }
    predictor.observe(1000);

    assertThat(predictor.ahead(1)).isEqualTo(1);
    assertThat(predictor.ahead(3)).isEqualTo(3);
  }

  @Test
  void holtWintersLearnsTheCourseOfTheDayAndItsLevel() {
    HoltWintersPredictor predictor = new HoltWintersPredictor();
    for (int slot = 0; slot < 6 * SLOTS_OF_DAY; slot++) {
      predictor.observe(course(slot) + slot / 100.0);
    }
    int next = 6 * SLOTS_OF_DAY;
    for (int ahead = 1; ahead <= 12; ahead++) {
      double expected = course(next + ahead - 1) + (next + ahead - 1) / 100.0;
      assertThat(predictor.ahead(ahead)).isCloseTo(expected, within(5.0));
    }
  }

  @Test
  void hourlyForecastFollowsTheDayAndNeedsOneOfIt() {
    HourlyLoadForecast forecast = new HourlyLoadForecast();
    long hour = 3_600_000;
    for (long minute = 0; minute < 3 * 1440; minute++) {
      if (minute == 1400) {
        assertThat(forecast.at(minute * 60_000)).isNaN();
      }
      forecast.observe(minute * 60_000, 100 + minute % 1440 / 60);
    }
    forecast.observe(72 * hour, 100);

    assertThat(forecast.at(72 * hour)).isCloseTo(100, within(1e-6));
    assertThat(forecast.at(80 * hour)).isCloseTo(108, within(1e-6));
    assertThat(forecast.at(200 * hour)).as("beyond 48 hours").isNaN();
  }

  private static double course(int slot) {
    return 200 + 100 * Math.sin(2 * Math.PI * slot / SLOTS_OF_DAY);
  }
}
