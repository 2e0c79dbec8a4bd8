package io.prescale.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prescale.training.series.ActualSeries;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AutoRegressionTest {
  private final AutoRegression regression = new AutoRegression();

  /** x[t] = 10 + 0.6 x[t-1] + 0.2 x[t-2] + noise. */
  @Test
  void findsTheProcessThatMadeTheSeries() {
    ActualSeries actual = process(20_000, 16_000);

    double[] next = regression.fit(actual, AutoRegression.completeWindows(actual), 1).orElseThrow();

    assertThat(next[0]).isCloseTo(0.6, within(0.03));
    assertThat(next[1]).isCloseTo(0.2, within(0.03));
    assertThat(Arrays.copyOfRange(next, 2, AutoRegression.LAGS))
        .containsExactly(new double[22], within(0.03));
    assertThat(next[AutoRegression.LAGS]).isCloseTo(10, within(2.0));
  }

  /** Three steps ahead the noise adds up: its variance is 1 + 0.6^2 + 0.56^2 times that of one. */
  @Test
  void errsByNoMoreThanTheNoise() {
    ActualSeries actual = process(20_000, 16_000);

    ForecastTrack track = regression.forecast(actual);

    assertThat(rmse(actual, track, 0)).isCloseTo(1, within(0.05));
    assertThat(rmse(actual, track, 1)).isCloseTo(Math.sqrt(1 + 0.36 + 0.56 * 0.56), within(0.07));
  }

  @Test
  void continuesASineExactly() {
    ActualSeries actual = Examples.series(600, 480, slot -> 50 + 20 * Math.sin(slot / 7.0));

    ForecastTrack track = regression.forecast(actual);

    assertThat(rmse(actual, track, 3)).isLessThan(1e-6);
  }

  @Test
  void staysCalmOnAConstantSeries() {
    ActualSeries actual = Examples.series(600, 480, slot -> slot < 590 ? 42 : 43);

    ForecastTrack track = regression.forecast(actual);

    assertThat(track.expected()[0][500]).isCloseTo(42, within(1e-6));
    assertThat(track.expected()[0][595]).isBetween(41.0, 44.0);
  }

  @Test
  void needs24ValuesWithoutGap() {
    ActualSeries actual =
        Examples.series(600, 480, slot -> slot == 500 ? Double.NaN : 50 + slot % 7);

    double[] next = regression.forecast(actual).expected()[0];

    assertThat(next[500]).isNotNaN();
    assertThat(Arrays.copyOfRange(next, 501, 525)).containsOnly(Double.NaN);
    assertThat(next[525]).isNotNaN();
  }

  @Test
  void usesNothingFromTheTestPart() {
    ActualSeries one = process(2000, 1600);
    ActualSeries other = process(2000, 1600);
    Arrays.fill(other.values(), 1700, 2000, 0);

    double[] forecast = regression.forecast(one).expected()[0];

    assertThat(Arrays.copyOfRange(regression.forecast(other).expected()[0], 1600, 1701))
        .isEqualTo(Arrays.copyOfRange(forecast, 1600, 1701));
  }

  @Test
  void keepsSilentAfterAShortPast() {
    ActualSeries actual = Examples.series(100, 70, slot -> slot % 9);

    assertThat(regression.forecast(actual).hasAnyForecast(0, 0)).isFalse();
  }

  private static ActualSeries process(int length, int testStart) {
    SplittableRandom random = new SplittableRandom(1);
    double[] values = new double[length];
    values[0] = 50;
    values[1] = 50;
    for (int slot = 2; slot < length; slot++) {
      values[slot] = 10 + 0.6 * values[slot - 1] + 0.2 * values[slot - 2] + random.nextGaussian();
    }
    return Examples.series(length, testStart, slot -> values[slot]);
  }

  private static double rmse(ActualSeries actual, ForecastTrack track, int horizon) {
    ErrorAccumulator errors = new ErrorAccumulator();
    for (int slot = actual.testStart(); slot < actual.length(); slot++) {
      errors.add(actual.values()[slot], track.expected()[horizon][slot]);
    }
    return errors.measures().rmse();
  }
}
