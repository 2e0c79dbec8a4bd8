package io.prescale.training.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.network.InputBuffer;
import java.util.Arrays;
import java.util.List;

/** Lays windows out for the engine, in buffers that are used again for each batch. */
final class WindowBatch {
  private static final int HORIZONS = Slots.HORIZONS;

  private final FeatureSchema schema;
  private final float[] sequences;
  private final float[] statics;
  private final float[] targets;
  private final float[] mask;
  private final InputBuffer sequenceBuffer;
  private final InputBuffer staticBuffer;
  private int size;

  WindowBatch(FeatureSchema schema, int capacity) {
    this.schema = schema;
    this.sequences = new float[Math.multiplyExact(capacity, schema.sequenceSize())];
    this.statics = new float[capacity * schema.staticSize()];
    this.targets = new float[capacity * HORIZONS];
    this.mask = new float[capacity * HORIZONS];
    this.sequenceBuffer = new InputBuffer(sequences.length);
    this.staticBuffer = new InputBuffer(Math.max(1, statics.length));
  }

  /**
   * Takes windows in place of those before.
   *
   * @param horizons which targets count
   */
  void fill(List<Window> windows, boolean[] horizons) {
    size = windows.size();
    for (int row = 0; row < size; row++) {
      Window window = windows.get(row);
      System.arraycopy(
          window.sequence(), 0, sequences, row * schema.sequenceSize(), schema.sequenceSize());
      System.arraycopy(
          window.statics(), 0, statics, row * schema.staticSize(), schema.staticSize());
      for (int horizon = 0; horizon < HORIZONS; horizon++) {
        boolean counts = horizons[horizon] && !Float.isNaN(window.targets()[horizon]);
        targets[row * HORIZONS + horizon] = counts ? window.targets()[horizon] : 0;
        mask[row * HORIZONS + horizon] = counts ? 1 : 0;
      }
    }
  }

  int size() {
    return size;
  }

  /** {@code [batch, steps, features]}. */
  NDArray sequences(NDManager scope) {
    Shape shape = new Shape(size, schema.sequenceLength(), schema.sequenceFeatures().size());
    return sequenceBuffer.load(scope, sequences, shape);
  }

  /** {@code [batch, features]}; {@code null} without static features. */
  NDArray statics(NDManager scope) {
    return schema.staticSize() == 0
        ? null
        : staticBuffer.load(scope, statics, new Shape(size, schema.staticSize()));
  }

  /** {@code [batch, horizons]}. */
  NDArray targets(NDManager scope) {
    return scope.create(Arrays.copyOf(targets, size * HORIZONS), new Shape(size, HORIZONS));
  }

  /** {@code [batch, horizons]}: 1 for the targets that count, else 0. */
  NDArray mask(NDManager scope) {
    return scope.create(Arrays.copyOf(mask, size * HORIZONS), new Shape(size, HORIZONS));
  }
}
