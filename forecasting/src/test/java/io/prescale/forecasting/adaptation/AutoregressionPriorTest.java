package io.prescale.forecasting.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.domain.time.Slots;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutoregressionPriorTest {
  private static final int DAY = SeasonalMemory.SLOTS_OF_DAY;

  @Test
  void aNewGroupIsForecastLikeThoseThatThePriorWasMadeOf() {
    List<Autoregression> groups = new ArrayList<>();
    for (int seed = 1; seed <= 4; seed++) {
      double[] series = LinearWalk.secondOrder(8 * DAY, seed);
      LinearWalk walk = new LinearWalk(series, 50, 2, AutoregressionPrior.none());
      walk.steps(0, series.length);
      groups.add(walk.autoregression);
    }
    AutoregressionPrior prior = AutoregressionPrior.pooled(groups);

    double best = 0;
    double fresh = 0;
    double persistence = 0;
    double[] series = LinearWalk.secondOrder(2_000, 77);
    for (int index = 23; index < series.length - 1; index += 9) {
      LinearWalk unlearned = new LinearWalk(series, 50, 2, prior);
      unlearned.steps(index - 23, index + 1);
      best += Math.abs(series[index + 1] - LinearWalk.bestForecasts(series, index)[0]);
      fresh += Math.abs(series[index + 1] - series[index] - unlearned.plain[0]);
      persistence += Math.abs(series[index + 1] - series[index]);
    }
    assertThat(fresh / best).isLessThan(1.05);
    assertThat(persistence / best).isGreaterThan(1.07);
  }

  @Test
  void groupsThatHaveLearnedNothingAreLeftOutOfThePool() {
    Autoregression unlearned = Autoregression.of(AutoregressionPrior.none(), 1);

    assertThat(AutoregressionPrior.pooled(List.of(unlearned)).toNumbers()).containsOnly(0f);
    assertThat(AutoregressionPrior.pooled(List.of()).toNumbers()).containsOnly(0f);
  }

  @Test
  void aDriftOfTheGroupsIsNotHandedOn() {
    double[] rising = new double[3 * DAY];
    for (int index = 0; index < rising.length; index++) {
      rising[index] = 50 + 0.01 * index + (index * 7919 % 13) * 0.1;
    }
    LinearWalk walk = new LinearWalk(rising, 50, 1, AutoregressionPrior.none());
    walk.steps(0, rising.length);

    float[] pooled = AutoregressionPrior.pooled(List.of(walk.autoregression)).toNumbers();
    for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
      int constant = horizon * Autoregression.REGRESSORS + Autoregression.CONSTANT;
      assertThat(pooled[constant]).isZero();
      assertThat(walk.autoregression.seasonalCoefficients[constant]).isNotZero();
    }
  }

  @Test
  void refusesAnotherNumberOfCoefficientsNamingBoth() {
    assertThatThrownBy(() -> new AutoregressionPrior(new float[467]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 468")
        .hasMessageContaining("found 467");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void refusesACoefficientThatIsNoNumber(float coefficient) {
    float[] coefficients = new float[Autoregression.COEFFICIENTS];
    coefficients[300] = coefficient;

    assertThatThrownBy(() -> new AutoregressionPrior(coefficients))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a finite number");
  }

  @Test
  void cannotBeChangedFromOutside() {
    float[] coefficients = new float[Autoregression.COEFFICIENTS];
    AutoregressionPrior prior = new AutoregressionPrior(coefficients);
    coefficients[0] = 1;
    prior.toNumbers()[0] = 1;

    assertThat(prior.at(0)).isZero();
  }
}
