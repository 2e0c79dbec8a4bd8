package io.prescale.training.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Adam (Kingma and Ba, 2015) with the gradients' common norm limited to 1. The engine's own update
 * does the arithmetic; the moments are kept here, so that they are freed with the optimizer, which
 * those of the engine bindings' optimizer are not.
 */
final class AdamOptimizer implements AutoCloseable {
  private static final float MEAN_DECAY = 0.9f;
  private static final float VARIANCE_DECAY = 0.999f;
  private static final float EPSILON = 1e-8f;
  private static final double LARGEST_NORM = 1;
  private static final float NONE = 0;
  private static final float NO_LIMIT = -1;

  private final NDManager manager;
  private final List<NDArray> weights = new ArrayList<>();
  private final List<NDArray> means = new ArrayList<>();
  private final List<NDArray> variances = new ArrayList<>();
  private int updates;

  AdamOptimizer(NDManager parent, Collection<Parameter> parameters) {
    this.manager = parent.newSubManager();
    for (Parameter parameter : parameters) {
      weights.add(parameter.getArray());
      means.add(manager.zeros(parameter.getShape()));
      variances.add(manager.zeros(parameter.getShape()));
    }
  }

  OptimizerState state() {
    return new OptimizerState(updates, copy(means), copy(variances));
  }

  private static float[][] copy(List<NDArray> arrays) {
    return arrays.stream().map(NDArray::toFloatArray).toArray(float[][]::new);
  }

  void restore(OptimizerState state) {
    updates = state.updates();
    for (int index = 0; index < weights.size(); index++) {
      write(means.get(index), state.means()[index]);
      write(variances.get(index), state.variances()[index]);
    }
  }

  private void write(NDArray target, float[] values) {
    try (NDArray source = manager.create(values, target.getShape())) {
      source.copyTo(target);
    }
  }

  /**
   * Moves the weights along their gradients and sets the gradients to zero.
   *
   * @return the norm of the gradients before it was limited
   */
  double update(double learningRate) {
    updates++;
    NDList gradients = new NDList();
    double squares = 0;
    for (NDArray weight : weights) {
      NDArray gradient = weight.getGradient();
      gradients.add(gradient);
      for (float value : gradient.toFloatArray()) {
        squares += (double) value * value;
      }
    }
    double norm = Math.sqrt(squares);
    float rescale = (float) Math.min(1, LARGEST_NORM / Math.max(norm, EPSILON));
    double meanCorrection = 1 - Math.pow(MEAN_DECAY, updates);
    double varianceCorrection = 1 - Math.pow(VARIANCE_DECAY, updates);
    float corrected = (float) (learningRate * Math.sqrt(varianceCorrection) / meanCorrection);
    for (int index = 0; index < weights.size(); index++) {
      NDArray weight = weights.get(index);
      NDList state =
          new NDList(weight, gradients.get(index), means.get(index), variances.get(index));
      weight
          .getNDArrayInternal()
          .adamUpdate(
              state,
              new NDList(weight),
              (float) learningRate,
              corrected,
              NONE,
              rescale,
              NO_LIMIT,
              MEAN_DECAY,
              VARIANCE_DECAY,
              EPSILON,
              true,
              false);
    }
    gradients.close();
    return norm;
  }

  @Override
  public void close() {
    manager.close();
  }
}
