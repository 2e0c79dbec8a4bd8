package io.prescale.forecasting.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForecastNetworkTest {
  private static final int STEPS = ReferenceCase.STEPS;
  private static final int BATCH = ReferenceCase.BATCH;

  static List<ReferenceCase> references() throws IOException {
    return ReferenceCase.all();
  }

  @ParameterizedTest
  @MethodSource("references")
  void computesWhatPythonPyTorchComputes(ReferenceCase reference) {
    try (ForecastNetwork network =
            ForecastNetwork.of(reference.specification(), STEPS, reference.parameters());
        NDManager scope = network.manager().newSubManager()) {
      NDArray sequences =
          scope.create(reference.sequences, new Shape(BATCH, STEPS, reference.features));
      NDArray statics =
          reference.staticFeatures == 0
              ? null
              : scope.create(reference.statics, new Shape(BATCH, reference.staticFeatures));

      assertClose(network.encode(sequences).toFloatArray(), reference.encodings);
      assertClose(network.forward(sequences, statics, false).toFloatArray(), reference.outputs);
    }
  }

  /** Groups may have heads of their own, which run outside the engine. */
  @ParameterizedTest
  @MethodSource("references")
  void theHeadInJavaComputesTheSame(ReferenceCase reference) {
    NetworkSpecification specification = reference.specification();
    ForecastHead head = ForecastHead.of(specification, reference.parameters());
    ForecastHead copy = ForecastHead.ofNumbers(specification, head.toNumbers());
    double[] outputs = new double[12];
    double[] outputsOfCopy = new double[12];
    for (int row = 0; row < BATCH; row++) {
      head.forward(reference.encodings, reference.statics, row, outputs);
      copy.forward(reference.encodings, reference.statics, row, outputsOfCopy);

      for (int horizon = 0; horizon < 12; horizon++) {
        assertThat(outputs[horizon]).isCloseTo(reference.outputs[row * 12 + horizon], within(1e-5));
      }
      assertThat(outputsOfCopy).isEqualTo(outputs);
    }
  }

  @Test
  void forecastsHalfOfWhatItsGateLetsThroughBeforeItIsTrained() {
    NetworkSpecification specification = specification(5, 15, 8);
    try (ForecastNetwork network = ForecastNetwork.create(specification, STEPS, 1);
        NDManager scope = network.manager().newSubManager()) {
      float[] statics = numbers(2 * 15);
      float[] outputs =
          network
              .forward(
                  scope.create(numbers(2 * STEPS * 5), new Shape(2, STEPS, 5)),
                  scope.create(statics, new Shape(2, 15)),
                  false)
              .toFloatArray();

      for (int row = 0; row < 2; row++) {
        for (int horizon = 0; horizon < 12; horizon++) {
          assertThat(outputs[row * 12 + horizon]).isEqualTo(statics[row * 15 + horizon] / 2);
        }
      }
    }
  }

  @Test
  void drawsTheSameParametersFromTheSameSeed() {
    NetworkSpecification specification = specification(5, 0, 8);
    try (ForecastNetwork one = ForecastNetwork.create(specification, STEPS, 1);
        ForecastNetwork same = ForecastNetwork.create(specification, STEPS, 1);
        ForecastNetwork other = ForecastNetwork.create(specification, STEPS, 2)) {
      assertThat(same.parameters().get(0).values())
          .isEqualTo(one.parameters().get(0).values())
          .isNotEqualTo(other.parameters().get(0).values());
    }
  }

  @Test
  void whatIsCutOffHasNoInfluence() {
    NetworkSpecification specification = specification(5, 15, 8);
    boolean[] features = {true, false, true, true, true};
    boolean[] statics = new boolean[15];
    Arrays.fill(statics, 0, 14, true);
    try (ForecastNetwork network = ForecastNetwork.create(specification, STEPS, 3);
        NDManager scope = network.manager().newSubManager()) {
      List<ParameterValues> parameters = new ArrayList<>(network.parameters());
      // The last layer of a network that was not trained is zero.
      parameters.replaceAll(
          one -> new ParameterValues(one.name(), one.shape(), numbers(one.values().length)));
      network.restore(parameters);
      network.cut(features, statics);
      float[] sequences = numbers(STEPS * 5);
      float[] others = sequences.clone();
      for (int step = 0; step < STEPS; step++) {
        others[step * 5 + 1] += 10;
      }
      float[] inputs = numbers(15);
      float[] otherInputs = inputs.clone();
      otherInputs[14] += 10;

      assertThat(outputs(network, scope, others, otherInputs))
          .isEqualTo(outputs(network, scope, sequences, inputs));
      others[0] += 1;
      assertThat(outputs(network, scope, others, otherInputs))
          .isNotEqualTo(outputs(network, scope, sequences, inputs));
    }
  }

  private static float[] outputs(
      ForecastNetwork network, NDManager scope, float[] sequences, float[] statics) {
    return network
        .forward(
            scope.create(sequences, new Shape(1, STEPS, 5)),
            scope.create(statics, new Shape(1, 15)),
            false)
        .toFloatArray();
  }

  @Test
  void refusesParametersThatDoNotFit() throws IOException {
    ReferenceCase reference = ReferenceCase.all().get(0);
    NetworkSpecification specification = reference.specification();
    List<ParameterValues> tooFew = new ArrayList<>(reference.parameters());
    tooFew.remove(0);
    List<ParameterValues> otherShape = new ArrayList<>(reference.parameters());
    otherShape.set(
        0, new ParameterValues(otherShape.get(0).name(), new long[] {24, 6}, numbers(144)));
    List<ParameterValues> otherName = new ArrayList<>(reference.parameters());
    otherName.set(0, new ParameterValues("01other", new long[] {24, 5}, numbers(120)));

    assertThatThrownBy(() -> ForecastNetwork.of(specification, STEPS, tooFew))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 8 parameters, found 7");
    assertThatThrownBy(() -> ForecastNetwork.of(specification, STEPS, otherShape))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("i2h_WEIGHT")
        .hasMessageContaining("[24, 5]")
        .hasMessageContaining("[24, 6]");
    assertThatThrownBy(() -> ForecastNetwork.of(specification, STEPS, otherName))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("01other");
  }

  @Test
  void refusesAHeadThatIsNotWhole() throws IOException {
    ReferenceCase reference = ReferenceCase.all().get(3);
    NetworkSpecification specification = reference.specification();
    List<ParameterValues> without =
        reference.parameters().stream().filter(one -> !one.name().endsWith("output_bias")).toList();

    assertThatThrownBy(() -> ForecastHead.of(specification, without))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("output bias")
        .hasMessageContaining("expected 24")
        .hasMessageContaining("found none");
    assertThatThrownBy(() -> ForecastHead.ofNumbers(specification, new float[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 300 numbers, found 7");
  }

  private static NetworkSpecification specification(int features, int statics, int hidden) {
    return NetworkSpecification.builder()
        .features(features)
        .staticFeatures(statics)
        .hidden(hidden)
        .horizons(12)
        .build();
  }

  private static void assertClose(float[] found, float[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int index = 0; index < found.length; index++) {
      assertThat(found[index]).as("number %d", index).isCloseTo(expected[index], within(1e-5f));
    }
  }

  private static float[] numbers(int count) {
    SplittableRandom random = new SplittableRandom(3);
    float[] numbers = new float[count];
    for (int index = 0; index < count; index++) {
      numbers[index] = (float) (random.nextDouble() - 0.5);
    }
    return numbers;
  }
}
