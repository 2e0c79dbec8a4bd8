package io.prescale.forecasting.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.SeriesBuilder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleEstimateTest {
  @Test
  void equalsTheMeansOfAllThatWasSeen() {
    SplittableRandom random = new SplittableRandom(1);
    double[] values = random.doubles(1000, 20, 60).toArray();
    ScaleEstimate scale = after(values);

    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    assertThat(scale.mean).isCloseTo(mean, within(1e-9));
    assertThat(scale.deviation()).isCloseTo(Math.sqrt(variance), within(1e-9));
    assertThat(scale.lowest).isEqualTo(Arrays.stream(values).min().orElseThrow());
    assertThat(scale.highest).isEqualTo(Arrays.stream(values).max().orElseThrow());
    for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
      double squares = 0;
      int count = 0;
      // Changes count from the first value on that has twelve before it.
      for (int index = Slots.HORIZONS; index < values.length; index++) {
        double change = values[index] - values[index - horizon - 1];
        squares += change * change;
        count++;
      }
      assertThat(scale.changeScale(horizon)).isCloseTo(Math.sqrt(squares / count), within(1e-4));
    }
  }

  @Test
  void fadesOldValuesAfterTwoWeeks() {
    double[] values = new double[2 * ScaleEstimate.MEMORY];
    Arrays.fill(values, ScaleEstimate.MEMORY, values.length, 100);
    ScaleEstimate scale = after(values);

    assertThat(scale.count).isEqualTo(ScaleEstimate.MEMORY);
    assertThat(scale.mean).isCloseTo(100 * (1 - Math.exp(-1)), within(0.1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-9, 40, 1e9})
  void neverFallsToNothingWhereAGroupStandsStill(double level) {
    double[] values = new double[600];
    Arrays.fill(values, level);
    ScaleEstimate scale = after(values);

    for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
      assertThat(scale.changeScale(horizon)).isEqualTo(Math.max(1e-6, 0.001 * level));
    }
  }

  @Test
  void aBurstAfterAFlatStretchLiftsTheFloorOfAllHorizons() {
    double[] values = new double[600];
    values[599] = 50;
    ScaleEstimate scale = after(values);

    assertThat(scale.changeScale(0)).isGreaterThan(0.02 * scale.deviation() * 0.999);
    assertThat(scale.changeScale(11)).isBetween(1.0, 50.0);
  }

  @Test
  void aMissingValueIsNoChange() {
    double[] values = new double[100];
    Arrays.setAll(values, index -> index % 10 == 3 ? Double.NaN : 40);

    assertThat(after(values).changeSquares).containsOnly(0);
  }

  private static ScaleEstimate after(double[] values) {
    GroupState state = GroupState.create(Forecast.Quantity.CPU_UTILIZATION);
    for (int index = 0; index < values.length; index++) {
      state.observe(SeriesBuilder.slot(index), values[index], AutoregressionPrior.none());
    }
    return state.scale;
  }
}
