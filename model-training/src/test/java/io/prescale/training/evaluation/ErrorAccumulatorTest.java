package io.prescale.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ErrorAccumulatorTest {
  private static final Offset<Double> PRECISION = within(1e-9);

  /** Errors 1, 2, 0.5; mean of the actual values 6.5 / 3. */
  @Test
  void measuresWhatIsComputedByHand() {
    ErrorMeasures measures = measure(new double[] {2, 4, 0.5}, new double[] {3, 2, 1});

    assertThat(measures.mae()).isCloseTo(3.5 / 3, PRECISION);
    assertThat(measures.rmse()).isCloseTo(Math.sqrt(5.25 / 3), PRECISION);
    assertThat(measures.r2()).isCloseTo(1 - 5.25 / (20.25 - 6.5 * 6.5 / 3), PRECISION);
    assertThat(measures.accuracy())
        .as("each errs by half, the last one of max(0.5, 1)")
        .isCloseTo(50, PRECISION);
  }

  @Test
  void sayingTheMeanExplainsNothing() {
    assertThat(measure(new double[] {10, 20, 60}, new double[] {30, 30, 30}).r2())
        .isCloseTo(0, PRECISION);
  }

  @Test
  void explainedVarianceOfAConstantSeriesIsNotDefined() {
    ErrorMeasures measures =
        measure(new double[] {5.1, 5.1, 5.1, 5.1}, new double[] {5.2, 5.1, 5.1, 5.1});

    assertThat(measures.r2()).isNaN();
    assertThat(measures.mae()).isCloseTo(0.025, PRECISION);
  }

  @Test
  void measuresNothingWithoutTargets() {
    assertThat(measure(new double[0], new double[0])).isEqualTo(ErrorMeasures.NONE);
  }

  private static ErrorMeasures measure(double[] actual, double[] expected) {
    ErrorAccumulator accumulator = new ErrorAccumulator();
    for (int index = 0; index < actual.length; index++) {
      accumulator.add(actual[index], expected[index]);
    }
    return accumulator.measures();
  }
}
