package io.prescale.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.prescale.forecasting.network.PyTorchEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Errors of 1, 0 and -2, and one that does not count. */
class LossTest {
  private static final float[] OUTPUTS = {1, 2, 3, 4};
  private static final float[] TARGETS = {2, 2, 1, 100};
  private static final float[] MASK = {1, 1, 1, 0};
  private static final double[] ERRORS = {1, 0, -2};

  @Test
  void squaredErrorIsTheMeanOverWhatCounts() {
    assertValue(Loss.MSE, 5.0 / 3, new double[] {-2.0 / 3, 0, 4.0 / 3, 0});
  }

  @Test
  void absoluteErrorIsTheMeanOverWhatCounts() {
    assertValue(Loss.MAE, 1, new double[] {-1.0 / 3, 0, 1.0 / 3, 0});
  }

  /** Its gradient is the hyperbolic tangent of the error; its value is off by a constant. */
  @Test
  void logarithmOfCosh() {
    double sum = 0;
    double[] gradients = new double[4];
    for (int index = 0; index < ERRORS.length; index++) {
      sum += Math.log(Math.cosh(ERRORS[index])) + Math.log(2);
      gradients[index] = -Math.tanh(ERRORS[index]) / 3;
    }
    assertValue(Loss.LOG_COSH, sum / 3, gradients);
  }

  /** With horizons left out, a small batch may have no target that counts. */
  @ParameterizedTest
  @EnumSource(Loss.class)
  void isNothingWhereNothingCounts(Loss loss) {
    Outcome outcome = compute(loss, new float[4]);

    assertThat(outcome.value()).isLessThanOrEqualTo((float) (4 * Math.log(2)) + 1e-6f);
    for (float gradient : outcome.gradients()) {
      // A zero may have either sign.
      assertThat((double) gradient + 0.0).isEqualTo(0.0);
    }
  }

  private static void assertValue(Loss loss, double value, double[] gradients) {
    Outcome outcome = compute(loss, MASK);
    // What does not count has an error of 0, whose logarithm here is that of 2.
    double rest = loss == Loss.LOG_COSH ? Math.log(2) / 3 : 0;
    assertThat(outcome.value()).isCloseTo((float) (value + rest), within(1e-6f));
    for (int index = 0; index < gradients.length; index++) {
      assertThat((double) outcome.gradients()[index]).isCloseTo(gradients[index], within(1e-6));
    }
  }

  private record Outcome(float value, float[] gradients) {}

  private static Outcome compute(Loss loss, float[] mask) {
    Shape shape = new Shape(2, 2);
    try (NDManager manager = PyTorchEngine.newManager();
        GradientCollector collector = PyTorchEngine.load().newGradientCollector()) {
      NDArray outputs = manager.create(OUTPUTS, shape);
      outputs.setRequiresGradient(true);
      NDArray result =
          loss.of(outputs, manager.create(TARGETS, shape), manager.create(mask, shape));
      collector.backward(result);
      return new Outcome(result.getFloat(), outputs.getGradient().toFloatArray());
    }
  }
}
