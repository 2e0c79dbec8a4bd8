package io.prescale.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.network.ForecastNetwork;
import io.prescale.forecasting.network.NetworkSpecification;
import io.prescale.forecasting.network.ParameterValues;
import io.prescale.forecasting.network.PyTorchEngine;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Losses, gradients and updates are those of Python PyTorch: see reference_training.py. */
class TrainingStepTest {
  /** What Python PyTorch computed. */
  public static final class Reference {
    public int layers;
    public int hidden;
    public int features;
    public int staticFeatures;
    public int batch;
    public List<Values> parameters;
    public float[] sequences;
    public float[] statics;
    public float[] targets;
    public float[] mask;
    public List<Case> cases;
  }

  /** One parameter, in the order of the network. */
  public static final class Values {
    public long[] shape;
    public float[] values;
  }

  /** Three steps with one of the losses, and the parameters behind them. */
  public static final class Case {
    public Loss loss;
    public List<Step> steps;
    public List<Values> parameters;
  }

  /** Loss and gradients' norm before an update. */
  public static final class Step {
    public double learningRate;
    public double loss;
    public double norm;
  }

  private final Reference reference = read();

  private static Reference read() {
    try (InputStream in = TrainingStepTest.class.getResourceAsStream("reference.json")) {
      return JsonMapper.builder().build().readValue(in, Reference.class);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void stepsAsPythonPyTorchDoes(Loss loss) {
    Case expected =
        reference.cases.stream().filter(one -> one.loss == loss).findFirst().orElseThrow();
    try (ForecastNetwork network = network();
        AdamOptimizer optimizer =
            new AdamOptimizer(network.manager(), network.trainableParameters().values())) {
      for (Step step : expected.steps) {
        assertThat(gradients(network, loss)).isCloseTo(step.loss, within(1e-4 * step.loss));
        assertThat(optimizer.update(step.learningRate))
            .isCloseTo(step.norm, within(1e-4 * step.norm));
      }

      assertParameters(network, expected.parameters);
    }
  }

  @Test
  void theReferenceLimitsGradientsAndLeavesSomeAlone() {
    assertThat(reference.cases)
        .flatExtracting(one -> one.steps)
        .extracting(step -> step.norm > 1)
        .contains(true, false);
  }

  private ForecastNetwork network() {
    NetworkSpecification specification =
        NetworkSpecification.builder()
            .features(reference.features)
            .staticFeatures(reference.staticFeatures)
            .layers(reference.layers)
            .hidden(reference.hidden)
            .attention(true)
            .horizons(Slots.HORIZONS)
            .build();
    ForecastNetwork network = ForecastNetwork.create(specification, Slots.SEQUENCE_LENGTH, 1);
    List<ParameterValues> parameters = new ArrayList<>();
    for (ParameterValues own : network.parameters()) {
      Values values = reference.parameters.get(parameters.size());
      parameters.add(new ParameterValues(own.name(), values.shape, values.values));
    }
    network.restore(parameters);
    return network;
  }

  /** Computes the gradients; returns the loss. */
  private double gradients(ForecastNetwork network, Loss loss) {
    Shape targets = new Shape(reference.batch, Slots.HORIZONS);
    try (NDManager scope = network.manager().newSubManager();
        GradientCollector collector = PyTorchEngine.load().newGradientCollector()) {
      NDArray outputs =
          network.forward(
              scope.create(
                  reference.sequences,
                  new Shape(reference.batch, Slots.SEQUENCE_LENGTH, reference.features)),
              scope.create(reference.statics, new Shape(reference.batch, reference.staticFeatures)),
              true);
      NDArray value =
          loss.of(
              outputs,
              scope.create(reference.targets, targets),
              scope.create(reference.mask, targets));
      collector.backward(value);
      return value.getFloat();
    }
  }

  private static void assertParameters(ForecastNetwork network, List<Values> expected) {
    List<ParameterValues> found = network.parameters();
    assertThat(found).hasSameSizeAs(expected);
    for (int index = 0; index < found.size(); index++) {
      if (found.get(index).name().endsWith("attention_bias")) {
        // All steps have it alike, so its gradient is nothing but rounding, which Adam scales up.
        continue;
      }
      float[] values = found.get(index).values();
      for (int at = 0; at < values.length; at++) {
        assertThat(values[at])
            .as("%s, number %d", found.get(index).name(), at)
            .isCloseTo(expected.get(index).values[at], within(1e-5f));
      }
    }
  }
}
