package io.prescale.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.initializer.Initializer;
import io.prescale.forecasting.network.PyTorchEngine;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdamOptimizerTest {
  private final NDManager manager = PyTorchEngine.newManager();
  private final Parameter first = parameter(2);
  private final Parameter second = parameter(1);

  @AfterEach
  void freeMemory() {
    manager.close();
  }

  /** The steps that the paper's algorithm gives, computed here number by number. */
  @Test
  void takesTheStepsOfThePaper() {
    double[][] gradients = {{0.3, -0.2, 0.1}, {0.1, 0.4, -0.5}, {0, -0.6, 0.2}, {-0.7, 0.1, 0.1}};
    double[] rates = {0.1, 0.2, 0.05, 0.01};
    double[] weights = new double[3];
    double[] means = new double[3];
    double[] variances = new double[3];
    try (AdamOptimizer optimizer = optimizer()) {
      for (int update = 1; update <= gradients.length; update++) {
        double rate = rates[update - 1];
        accumulate(gradients[update - 1]);
        optimizer.update(rate);
        for (int index = 0; index < weights.length; index++) {
          double gradient = gradients[update - 1][index];
          means[index] = 0.9 * means[index] + 0.1 * gradient;
          variances[index] = 0.999 * variances[index] + 0.001 * gradient * gradient;
          double mean = means[index] / (1 - Math.pow(0.9, update));
          double variance = variances[index] / (1 - Math.pow(0.999, update));
          weights[index] -= rate * mean / (Math.sqrt(variance) + 1e-8);
        }
        assertWeights(weights);
      }
    }
  }

  /** A gradient of norm 5 and its fifth lead to the same place. */
  @Test
  void limitsTheCommonNormOfTheGradients() {
    try (AdamOptimizer optimizer = optimizer()) {
      accumulate(new double[] {3, 0, -4});
      assertThat(optimizer.update(0.1)).isCloseTo(5, within(1e-6));

      OptimizerState state = optimizer.state();
      assertThat(state.means()[0]).containsExactly(new float[] {0.06f, 0}, within(1e-6f));
      assertThat(state.means()[1]).containsExactly(new float[] {-0.08f}, within(1e-6f));
    }
  }

  @Test
  void forgetsTheGradientsOfTheStepBefore() {
    try (AdamOptimizer optimizer = optimizer()) {
      accumulate(new double[] {0.3, 0, 0});
      optimizer.update(0.1);
      accumulate(new double[] {0.1, 0, 0});

      assertThat(optimizer.update(0.1)).isCloseTo(0.1, within(1e-6));
    }
  }

  @Test
  void goesOnFromAStateAsIfNothingHadBeen() {
    double[] gradient = {0.3, -0.2, 0.1};
    try (AdamOptimizer optimizer = optimizer();
        AdamOptimizer resumed = optimizer()) {
      accumulate(gradient);
      optimizer.update(0.1);
      float[][] weights = weights();
      OptimizerState state = optimizer.state();
      accumulate(gradient);
      optimizer.update(0.1);
      float[][] expected = weights();

      put(weights);
      resumed.restore(state);
      accumulate(gradient);
      resumed.update(0.1);

      assertThat(weights()).isDeepEqualTo(expected);
      assertThat(resumed.state().updates()).isEqualTo(2);
    }
  }

  private AdamOptimizer optimizer() {
    return new AdamOptimizer(manager, List.of(first, second));
  }

  private Parameter parameter(int size) {
    Parameter parameter = Parameter.builder().setType(Parameter.Type.WEIGHT).build();
    parameter.setShape(new Shape(size));
    parameter.setInitializer(Initializer.ZEROS);
    parameter.initialize(manager, DataType.FLOAT32);
    return parameter;
  }

  /** The gradient of a sum of products is the other factor. */
  private void accumulate(double[] gradient) {
    try (GradientCollector collector = PyTorchEngine.load().newGradientCollector()) {
      NDArray one = manager.create(new float[] {(float) gradient[0], (float) gradient[1]});
      NDArray two = manager.create(new float[] {(float) gradient[2]});
      NDArray sum = first.getArray().mul(one).sum().add(second.getArray().mul(two).sum());
      collector.backward(sum);
    }
  }

  private float[][] weights() {
    return new float[][] {first.getArray().toFloatArray(), second.getArray().toFloatArray()};
  }

  private void put(float[][] values) {
    put(first.getArray(), values[0]);
    put(second.getArray(), values[1]);
  }

  private void put(NDArray target, float[] values) {
    target.setRequiresGradient(false);
    manager.create(values).copyTo(target);
    target.setRequiresGradient(true);
  }

  private void assertWeights(double[] expected) {
    float[][] weights = weights();
    double[] found = {weights[0][0], weights[0][1], weights[1][0]};
    assertThat(found).containsExactly(expected, within(2e-6));
  }
}
