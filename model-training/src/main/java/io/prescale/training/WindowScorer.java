package io.prescale.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.prescale.forecasting.bundle.OutputScaler;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.network.ForecastNetwork;
import io.prescale.forecasting.network.InputBuffer;
import java.util.List;

/** Runs networks over all windows of a part and hands each one to a visitor. */
final class WindowScorer {
  /** Takes one window with the networks' mean output. */
  interface Visitor {
    /**
     * @param timeline number of the window's timeline
     * @param batch that holds the window
     * @param row of the window in the batch
     * @param outputs {@code [rows, horizons]} of the batch
     */
    void visit(int timeline, WindowBatch batch, int row, float[] outputs);
  }

  private static final int BATCH_SIZE = 256;

  private final TrainingData data;
  private final OutputScaler scaler;
  private final WindowBatch batch = new WindowBatch(BATCH_SIZE);
  private final InputBuffer inputs;

  WindowScorer(TrainingData data, OutputScaler scaler) {
    this.data = data;
    this.scaler = scaler;
    this.inputs = new InputBuffer(BATCH_SIZE * data.schema().sequenceSize());
  }

  void score(Part part, List<ForecastNetwork> networks, Visitor visitor) {
    Windows windows = data.windows(part);
    for (int from = 0; from < windows.size(); from += BATCH_SIZE) {
      int to = Math.min(from + BATCH_SIZE, windows.size());
      batch.clear();
      for (int window = from; window < to; window++) {
        Timeline timeline = data.timelines().get(windows.timeline(window));
        batch.add(timeline, windows.newest(window), scaler);
      }
      float[] outputs = meanOutputs(networks);
      for (int window = from; window < to; window++) {
        visitor.visit(windows.timeline(window), batch, window - from, outputs);
      }
    }
  }

  private float[] meanOutputs(List<ForecastNetwork> networks) {
    FeatureSchema schema = data.schema();
    Shape shape =
        new Shape(batch.size(), schema.sequenceLength(), schema.sequenceFeatures().size());
    float[] mean = new float[batch.size() * schema.horizons()];
    for (ForecastNetwork network : networks) {
      try (NDManager scope = network.manager().newSubManager()) {
        NDArray array = inputs.load(scope, batch.features().sequenceInputs(), shape);
        float[] outputs = network.forward(array, false).toFloatArray();
        for (int index = 0; index < mean.length; index++) {
          mean[index] += outputs[index] / networks.size();
        }
      }
    }
    return mean;
  }
}
