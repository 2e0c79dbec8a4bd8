package io.prescale.training;

import io.prescale.domain.time.Slots;
import io.prescale.forecasting.bundle.OutputScaler;
import io.prescale.forecasting.features.FeatureBatch;
import io.prescale.forecasting.features.FeatureExtractor;

/**
 * Inputs and targets of some windows, in buffers that are used again for each batch. Targets are in
 * units of the network's outputs and limited, since one burst after a flat stretch would outweigh
 * everything else; those that were not measured are masked.
 */
final class WindowBatch {
  static final double TARGET_LIMIT = 10;

  private static final int HORIZONS = Slots.HORIZONS;

  private final FeatureExtractor extractor = new FeatureExtractor();
  private final FeatureBatch features;
  private final float[] targets;
  private final float[] mask;
  private final double[] actuals;

  WindowBatch(int capacity) {
    this.features = new FeatureBatch(extractor.schema(), capacity);
    this.targets = new float[capacity * HORIZONS];
    this.mask = new float[capacity * HORIZONS];
    this.actuals = new double[capacity * HORIZONS];
  }

  void clear() {
    features.clear();
  }

  void add(Timeline timeline, int newest, OutputScaler scaler) {
    int row = features.size();
    extractor.extract(timeline.sequenceAt(newest), features);
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
      double actual = timeline.valueAfter(newest, horizon + 1, features.quantity(row));
      int at = row * HORIZONS + horizon;
      boolean known = !Double.isNaN(actual);
      double output = scaler.output(horizon, features.spread(row), actual - features.last(row));
      actuals[at] = actual;
      mask[at] = known ? 1 : 0;
      targets[at] = known ? (float) Math.max(-TARGET_LIMIT, Math.min(TARGET_LIMIT, output)) : 0;
    }
  }

  int size() {
    return features.size();
  }

  FeatureBatch features() {
    return features;
  }

  /** {@code [size, horizons]}, in units of the network's outputs; 0 where not measured. */
  float[] targets() {
    return targets;
  }

  /** {@code [size, horizons]}: 1 where the target was measured, else 0. */
  float[] mask() {
    return mask;
  }

  boolean isKnown(int row, int horizon) {
    return mask[row * HORIZONS + horizon] > 0;
  }

  double target(int row, int horizon) {
    return targets[row * HORIZONS + horizon];
  }

  /** What was measured, in the quantity's unit; {@code NaN} where nothing was. */
  double actual(int row, int horizon) {
    return actuals[row * HORIZONS + horizon];
  }
}
