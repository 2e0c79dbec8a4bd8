package io.prescale.forecasting.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One network with its parameters in the engine's memory. Closing it frees that memory. Not safe
 * for use by several threads.
 */
public final class ForecastNetwork implements AutoCloseable {
  private static final String FIRST_LAYER_INPUT = "recurrent_l_0_i2h_WEIGHT";
  private static final String HEAD_INPUT = "dense_weight";

  private final NetworkSpecification specification;
  private final NDManager manager;
  private final ForecastBlock block;
  private final ParameterStore store;

  private ForecastNetwork(NetworkSpecification specification, int sequenceLength) {
    this.specification = specification;
    this.manager = PyTorchEngine.newManager();
    this.block = new ForecastBlock(specification);
    block.setInitializer(Initializer.ZEROS, parameter -> true);
    block.initialize(
        manager,
        DataType.FLOAT32,
        new Shape(1, sequenceLength, specification.features()),
        new Shape(1, specification.staticFeatures()));
    this.store = new ParameterStore(manager, false);
  }

  /**
   * A network to be trained. The last layer starts at zero, so that an untrained network gives 0,
   * or half of what its gate lets through; all other parameters are drawn evenly from
   * +-1/sqrt(hidden).
   */
  public static ForecastNetwork create(
      NetworkSpecification specification, int sequenceLength, long seed) {
    ForecastNetwork network = new ForecastNetwork(specification, sequenceLength);
    SplittableRandom random = new SplittableRandom(seed);
    double bound = 1 / Math.sqrt(specification.hidden());
    for (Pair<String, Parameter> entry : network.block.getParameters()) {
      if (!entry.getKey().contains("output")) {
        NDArray array = entry.getValue().getArray();
        float[] values = new float[Math.toIntExact(array.size())];
        for (int index = 0; index < values.length; index++) {
          values[index] = (float) (random.nextDouble() * 2 * bound - bound);
        }
        network.write(array, values);
      }
    }
    return network;
  }

  /**
   * A network with given parameters, for scoring.
   *
   * @throws IllegalArgumentException if a parameter is missing, unknown, or of another shape
   */
  public static ForecastNetwork of(
      NetworkSpecification specification, int sequenceLength, List<ParameterValues> parameters) {
    ForecastNetwork network = new ForecastNetwork(specification, sequenceLength);
    try {
      network.restore(parameters);
      for (Parameter parameter : network.trainableParameters().values()) {
        parameter.freeze(true);
      }
      return network;
    } catch (IllegalArgumentException e) {
      network.close();
      throw e;
    }
  }

  /**
   * Cuts inputs off, so that they have no influence: what was always 0 in training has weights that
   * nobody has trained, and would be noise when it is not 0 one day. A cut input stays cut, as its
   * weights get no gradient while it is 0.
   *
   * @param sequenceFeatures whether each feature of a step is kept
   * @param staticFeatures whether each feature of the sequence is kept
   */
  public void cut(boolean[] sequenceFeatures, boolean[] staticFeatures) {
    trainableParameters()
        .forEach(
            (name, parameter) -> {
              if (name.endsWith(FIRST_LAYER_INPUT)) {
                cutColumns(parameter.getArray(), 0, sequenceFeatures);
              } else if (name.endsWith(HEAD_INPUT)) {
                cutColumns(parameter.getArray(), specification.encoding(), staticFeatures);
              }
            });
  }

  private void cutColumns(NDArray weights, int firstColumn, boolean[] kept) {
    float[] values = weights.toFloatArray();
    int columns = (int) weights.getShape().get(1);
    for (int index = 0; index < values.length; index++) {
      int column = index % columns - firstColumn;
      if (column >= 0 && !kept[column]) {
        values[index] = 0;
      }
    }
    write(weights, values);
  }

  public NetworkSpecification specification() {
    return specification;
  }

  /** Whose arrays live as long as the network. */
  public NDManager manager() {
    return manager;
  }

  /**
   * Runs the network.
   *
   * @param sequences {@code [batch, steps, features]}
   * @param statics {@code [batch, static features]}; {@code null} without static features
   * @param training whether to drop values and to record for gradients
   * @return {@code [batch, horizons]}
   */
  public NDArray forward(NDArray sequences, NDArray statics, boolean training) {
    NDList list = statics == null ? new NDList(sequences) : new NDList(sequences, statics);
    return training
        ? block.forward(store, list, true).singletonOrThrow()
        : PyTorchEngine.withoutGradients(
            () -> block.forward(store, list, false).singletonOrThrow());
  }

  /**
   * Runs the encoder, without gradients.
   *
   * @param sequences {@code [batch, steps, features]}
   * @return {@code [batch, encoding]}
   */
  public NDArray encode(NDArray sequences) {
    return PyTorchEngine.withoutGradients(() -> block.encode(store, sequences, false));
  }

  /**
   * Runs the head in training, recording gradients for its parameters.
   *
   * @param encodings {@code [batch, encoding]}
   * @param statics {@code [batch, static features]}; {@code null} without static features
   * @return {@code [batch, horizons]}
   */
  public NDArray trainHead(NDArray encodings, NDArray statics) {
    return block.head(store, encodings, statics, true);
  }

  /** The parameters in the engine's memory, by name, in a fixed order. */
  public Map<String, Parameter> trainableParameters() {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (Pair<String, Parameter> entry : block.getParameters()) {
      parameters.put(entry.getKey(), entry.getValue());
    }
    return parameters;
  }

  /** Those of the parameters that belong to the head. */
  public Map<String, Parameter> headParameters() {
    Map<String, Parameter> parameters = trainableParameters();
    parameters.keySet().removeIf(name -> !ForecastHead.isPart(name));
    return parameters;
  }

  /** A copy of the parameters. */
  public List<ParameterValues> parameters() {
    List<ParameterValues> copies = new ArrayList<>();
    trainableParameters()
        .forEach(
            (name, parameter) -> {
              NDArray array = parameter.getArray();
              copies.add(
                  new ParameterValues(name, array.getShape().getShape(), array.toFloatArray()));
            });
    return copies;
  }

  /**
   * Puts values into the parameters.
   *
   * @throws IllegalArgumentException if a parameter is missing, unknown, or of another shape
   */
  public void restore(List<ParameterValues> values) {
    Map<String, Parameter> own = trainableParameters();
    if (values.size() != own.size()) {
      throw new IllegalArgumentException(
          "expected " + own.size() + " parameters, found " + values.size());
    }
    put(values);
  }

  /**
   * Puts values into some of the parameters.
   *
   * @throws IllegalArgumentException if one is unknown, or of another shape
   */
  public void put(List<ParameterValues> values) {
    Map<String, Parameter> own = trainableParameters();
    for (ParameterValues value : values) {
      Parameter parameter = own.get(value.name());
      if (parameter == null) {
        throw new IllegalArgumentException("unknown parameter " + value.name());
      }
      long[] shape = parameter.getShape().getShape();
      if (!Arrays.equals(shape, value.shape())) {
        throw new IllegalArgumentException(
            "parameter "
                + value.name()
                + ": expected shape "
                + Arrays.toString(shape)
                + ", found "
                + Arrays.toString(value.shape()));
      }
      write(parameter.getArray(), value.values());
    }
  }

  /**
   * Copies values into memory of the engine's own. Setting them would make the array a view of
   * memory of the virtual machine. Outside of training no gradient is asked for, since the engine
   * refuses changes in place while it records.
   */
  private void write(NDArray target, float[] values) {
    boolean gradient = target.hasGradient();
    target.setRequiresGradient(false);
    try (NDArray source = manager.create(values, target.getShape())) {
      source.copyTo(target);
    }
    target.setRequiresGradient(gradient);
  }

  @Override
  public void close() {
    manager.close();
  }
}
