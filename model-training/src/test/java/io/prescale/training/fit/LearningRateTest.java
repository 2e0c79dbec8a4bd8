package io.prescale.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningRateTest {
  private static final double PEAK = 0.002;

  /** A tenth, half way up, the peak at 15 %, half way down, a hundredth. */
  @ParameterizedTest
  @CsvSource({"0, 0.1", "75, 0.55", "150, 1", "575, 0.505", "1000, 0.01", "5000, 0.01"})
  void risesToItsPeakAndFalls(int step, double share) {
    assertThat(new LearningRate(PEAK, 1000).at(step)).isCloseTo(PEAK * share, within(1e-12));
  }

  @Test
  void neverLeavesItsRange() {
    for (int steps : new int[] {1, 2, 7, 100}) {
      LearningRate rate = new LearningRate(PEAK, steps);
      for (int step = 0; step < steps; step++) {
        assertThat(rate.at(step)).isBetween(0.01 * PEAK, PEAK);
      }
    }
  }
}
