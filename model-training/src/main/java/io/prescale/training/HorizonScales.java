package io.prescale.training;

import io.prescale.domain.time.Slots;
import io.prescale.forecasting.bundle.OutputScaler;
import java.util.Arrays;

/** Measures, on the training part, how far values move from the newest one, by horizon. */
final class HorizonScales {
  private static final double SMALLEST = 1e-3;

  private HorizonScales() {}

  /** Root mean square of (value - last) / spread, each limited as the targets are. */
  static OutputScaler measure(TrainingData data) {
    double[] ones = new double[Slots.HORIZONS];
    Arrays.fill(ones, 1);
    OutputScaler unscaled = new OutputScaler(ones);
    double[] squares = new double[Slots.HORIZONS];
    long[] counts = new long[Slots.HORIZONS];
    WindowBatch batch = new WindowBatch(1);
    Windows windows = data.windows(Part.TRAINING);
    for (int window = 0; window < windows.size(); window++) {
      batch.clear();
      batch.add(data.timelines().get(windows.timeline(window)), windows.newest(window), unscaled);
      for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
        if (batch.isKnown(0, horizon)) {
          squares[horizon] += batch.target(0, horizon) * batch.target(0, horizon);
          counts[horizon]++;
        }
      }
    }
    double[] scales = new double[Slots.HORIZONS];
    for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
      double meanSquare = counts[horizon] == 0 ? 0 : squares[horizon] / counts[horizon];
      scales[horizon] = Math.max(SMALLEST, Math.sqrt(meanSquare));
    }
    return new OutputScaler(scales);
  }
}
