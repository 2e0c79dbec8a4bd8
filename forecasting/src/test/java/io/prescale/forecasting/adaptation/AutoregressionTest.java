package io.prescale.forecasting.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prescale.domain.time.Slots;
import io.prescale.forecasting.SeriesBuilder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutoregressionTest {
  private static final int DAY = SeasonalMemory.SLOTS_OF_DAY;
  private static final AutoregressionPrior NONE = AutoregressionPrior.none();

  @Test
  void recoversTheProcessThatMadeTheValues() {
    int length = 30 * DAY;
    double[] series = LinearWalk.secondOrder(length, 1);
    LinearWalk walk = new LinearWalk(series, 50, 2, NONE);
    walk.steps(0, length - 4 * DAY);

    double[] best = new double[Slots.HORIZONS];
    double[] plain = new double[Slots.HORIZONS];
    double[] seasonal = new double[Slots.HORIZONS];
    double[] persistence = new double[Slots.HORIZONS];
    for (int index = length - 4 * DAY; index < length - Slots.HORIZONS; index++) {
      walk.step(index);
      double[] ideal = LinearWalk.bestForecasts(series, index);
      for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
        double actual = series[index + horizon + 1];
        best[horizon] += Math.abs(actual - ideal[horizon]);
        plain[horizon] += Math.abs(actual - series[index] - walk.plain[horizon]);
        seasonal[horizon] += Math.abs(actual - series[index] - walk.seasonal[horizon]);
        persistence[horizon] += Math.abs(actual - series[index]);
      }
    }

    for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
      assertThat(plain[horizon] / best[horizon]).as("plain, %d", horizon).isLessThan(1.03);
      assertThat(seasonal[horizon] / best[horizon]).as("seasonal, %d", horizon).isLessThan(1.05);
      assertThat(persistence[horizon] / best[horizon]).as("persistence").isGreaterThan(1.05);
    }
  }

  @Test
  void theSeasonalForecastUsesYesterday() {
    double[] series = new double[6 * DAY];
    double[] day = LinearWalk.secondOrder(DAY, 5);
    Arrays.setAll(series, index -> day[index % DAY]);
    LinearWalk walk = new LinearWalk(series, 50, 2, NONE);
    walk.steps(0, 5 * DAY);

    double plain = 0;
    double seasonal = 0;
    for (int index = 5 * DAY; index < 6 * DAY - 1; index++) {
      walk.step(index);
      plain += Math.abs(series[index + 1] - series[index] - walk.plain[0]);
      seasonal += Math.abs(series[index + 1] - series[index] - walk.seasonal[0]);
    }

    assertThat(seasonal).isLessThan(0.2 * plain);
  }

  @Test
  void forecastsWhatThePriorSaysBeforeItHasLearned() {
    float[] coefficients = new float[Autoregression.COEFFICIENTS];
    // Horizon 3: the change is minus half of the distance from the value before.
    coefficients[2 * Autoregression.REGRESSORS] = 0.5f;
    double[] series = LinearWalk.secondOrder(24, 2);
    LinearWalk walk = new LinearWalk(series, 50, 2, new AutoregressionPrior(coefficients));
    walk.steps(0, 24);

    double expected = 0.5 * (series[22] - series[23]);
    assertThat(walk.plain[2]).isCloseTo(expected, within(1e-5));
    assertThat(walk.seasonal[2]).isCloseTo(expected, within(1e-5));
    assertThat(walk.plain[0]).isZero();
  }

  @Test
  void learnsFromAForecastWhenItsLastTargetIsThere() {
    double[] series = LinearWalk.secondOrder(60, 3);
    LinearWalk walk = new LinearWalk(series, 50, 2, NONE);
    int first = Slots.SEQUENCE_LENGTH - 1;
    walk.steps(0, first + Slots.HORIZONS);
    assertThat(walk.autoregression.weight).isZero();

    walk.step(first + Slots.HORIZONS);
    assertThat(walk.autoregression.weight).isPositive();
  }

  @Test
  void learnsNothingFromAnHourThatHasAGap() {
    double[] series = LinearWalk.secondOrder(120, 3);
    series[50] = Double.NaN;
    LinearWalk walk = new LinearWalk(series, 50, 2, NONE);
    walk.steps(0, 50);
    double before = walk.autoregression.weight;

    // The gap is a target until 12 slots later; sequences that hold it are no forecasts at all.
    walk.steps(50, 50 + Slots.SEQUENCE_LENGTH + Slots.HORIZONS);
    assertThat(walk.autoregression.weight).isEqualTo(before);

    walk.step(50 + Slots.SEQUENCE_LENGTH + Slots.HORIZONS);
    assertThat(walk.autoregression.weight).isGreaterThan(before);
  }

  @Test
  void aForecastMadeAgainIsRememberedOnce() {
    double[] series = LinearWalk.secondOrder(80, 4);
    LinearWalk once = new LinearWalk(series, 50, 2, NONE);
    LinearWalk twice = new LinearWalk(series, 50, 2, NONE);
    for (int index = 0; index < series.length; index++) {
      once.step(index);
      twice.step(index);
      if (index >= Slots.SEQUENCE_LENGTH) {
        double[] values = Arrays.copyOfRange(series, index - 23, index + 1);
        twice.autoregression.forecast(
            SeriesBuilder.slot(index), values, 50, twice.memory, twice.plain, twice.seasonal);
      }
    }

    SameState.assertSame(twice.autoregression, once.autoregression);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-9, 40, 1e9})
  void forecastsNoChangeOfAGroupThatStandsStill(double level) {
    double[] series = new double[2 * DAY];
    Arrays.fill(series, level);
    LinearWalk walk = new LinearWalk(series, level, Math.max(1e-6, 0.001 * level), NONE);
    walk.steps(0, series.length);

    assertThat(walk.plain).containsOnly(0);
    assertThat(walk.seasonal).containsOnly(0);
    assertFinite(walk.autoregression);
  }

  @Test
  void staysFiniteWhereAFlatGroupBurstsByManyOrdersOfMagnitude() {
    double[] series = new double[3 * DAY];
    for (int index = 2 * DAY; index < series.length; index += 7) {
      series[index] = 1e9;
    }
    LinearWalk walk = new LinearWalk(series, 0, 1e-6, NONE);
    walk.steps(0, series.length);

    assertFinite(walk.autoregression);
  }

  /** A few wild hours must not spoil what weeks have taught. */
  @Test
  void aBurstDoesNotLeadTheFit() {
    int length = 12 * DAY;
    double[] calm = LinearWalk.secondOrder(length, 6);
    double[] disturbed = calm.clone();
    for (int index = 10 * DAY; index < 10 * DAY + 12; index++) {
      disturbed[index] = index % 2 == 0 ? 50 : 5_000;
    }
    LinearWalk undisturbed = new LinearWalk(calm, 50, 2, NONE);
    LinearWalk walk = new LinearWalk(disturbed, 50, 2, NONE);
    undisturbed.steps(0, 11 * DAY);
    walk.steps(0, 11 * DAY);

    double errorsUndisturbed = 0;
    double errors = 0;
    for (int index = 11 * DAY; index < length - 1; index++) {
      undisturbed.step(index);
      walk.step(index);
      errorsUndisturbed += Math.abs(calm[index + 1] - calm[index] - undisturbed.plain[0]);
      errors += Math.abs(calm[index + 1] - calm[index] - walk.plain[0]);
    }
    assertThat(errors).isLessThan(1.5 * errorsUndisturbed);
  }

  private static void assertFinite(Autoregression autoregression) {
    for (float coefficient : autoregression.plainCoefficients) {
      assertThat(coefficient).isFinite();
    }
    for (float coefficient : autoregression.seasonalCoefficients) {
      assertThat(coefficient).isFinite();
    }
    for (double product : autoregression.products) {
      assertThat((float) product).as("kept in single precision").isFinite();
    }
  }
}
