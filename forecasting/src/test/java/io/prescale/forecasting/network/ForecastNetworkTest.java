package io.prescale.forecasting.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.prescale.forecasting.BundleBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ForecastNetworkTest {
  private static final int STEPS = 24;

  @Test
  void computesWhatTheFormulasSay() {
    NetworkSpecification specification = new NetworkSpecification(5, 2, 16, 0.3, 12);
    List<ParameterValues> parameters = BundleBuilder.parameters(specification, 7);
    float[] inputs = numbers(3 * STEPS * 5);
    float[] outputs = run(specification, parameters, inputs, 3);

    ReferenceNetwork reference = new ReferenceNetwork(specification, parameters);
    for (int row = 0; row < 3; row++) {
      float[] sequence = Arrays.copyOfRange(inputs, row * STEPS * 5, (row + 1) * STEPS * 5);
      double[] expected = reference.outputs(sequence, STEPS);
      for (int horizon = 0; horizon < 12; horizon++) {
        assertThat((double) outputs[row * 12 + horizon]).isCloseTo(expected[horizon], within(2e-6));
      }
    }
  }

  @Test
  void forecastsNoChangeBeforeItIsTrained() {
    NetworkSpecification specification = new NetworkSpecification(5, 2, 16, 0, 12);
    try (ForecastNetwork untrained = ForecastNetwork.create(specification, STEPS, 1)) {
      float[] outputs = run(specification, untrained.parameters(), numbers(2 * STEPS * 5), 2);

      assertThat(outputs).containsOnly(0f);
    }
  }

  @Test
  void drawsTheSameParametersFromTheSameSeed() {
    NetworkSpecification specification = new NetworkSpecification(5, 1, 8, 0, 12);
    try (ForecastNetwork one = ForecastNetwork.create(specification, STEPS, 1);
        ForecastNetwork same = ForecastNetwork.create(specification, STEPS, 1);
        ForecastNetwork other = ForecastNetwork.create(specification, STEPS, 2)) {
      assertThat(same.parameters().get(0).values())
          .isEqualTo(one.parameters().get(0).values())
          .isNotEqualTo(other.parameters().get(0).values());
    }
  }

  @Test
  void refusesParametersThatDoNotFit() {
    NetworkSpecification specification = new NetworkSpecification(5, 1, 8, 0, 12);
    List<ParameterValues> tooFew = new ArrayList<>(BundleBuilder.parameters(specification, 1));
    tooFew.remove(0);
    List<ParameterValues> otherShape =
        BundleBuilder.parameters(new NetworkSpecification(6, 1, 8, 0, 12), 1);

    assertThatThrownBy(() -> ForecastNetwork.of(specification, STEPS, tooFew))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 8 parameters, found 7");
    assertThatThrownBy(() -> ForecastNetwork.of(specification, STEPS, otherShape))
        .hasMessageContaining("i2h_WEIGHT")
        .hasMessageContaining("[32, 5]")
        .hasMessageContaining("[32, 6]");
  }

  private static float[] run(
      NetworkSpecification specification, List<ParameterValues> parameters, float[] x, int rows) {
    try (ForecastNetwork network = ForecastNetwork.of(specification, STEPS, parameters);
        NDManager scope = network.manager().newSubManager()) {
      Shape shape = new Shape(rows, STEPS, specification.features());
      return network.forward(new InputBuffer(x.length).load(scope, x, shape), false).toFloatArray();
    }
  }

  private static float[] numbers(int count) {
    SplittableRandom random = new SplittableRandom(3);
    float[] numbers = new float[count];
    for (int index = 0; index < count; index++) {
      numbers[index] = (float) (random.nextDouble() * 4 - 2);
    }
    return numbers;
  }
}
