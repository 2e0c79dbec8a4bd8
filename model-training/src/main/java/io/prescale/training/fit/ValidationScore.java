package io.prescale.training.fit;

import ai.djl.ndarray.NDManager;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.network.ForecastNetwork;
import java.util.List;

/**
 * Absolute error of the forecast over that of persistence on the validation part: the geometric
 * mean over the series, so that a series with large values does not outweigh the others.
 */
final class ValidationScore {
  /** Error of persistence below which a series is flat and tells nothing. */
  private static final double FLAT = 1e-9;

  private static final int BATCH_SIZE = 512;

  private final TrainingData data;
  private final boolean[] horizons;
  private final WindowBatch batch;

  ValidationScore(TrainingData data, boolean[] horizons) {
    this.data = data;
    this.horizons = horizons;
    this.batch = new WindowBatch(data.schema(), BATCH_SIZE);
  }

  double of(ForecastNetwork network) {
    double logarithms = 0;
    int counted = 0;
    for (SeriesWindows series : data.series()) {
      double ratio = ratio(network, series.validation());
      if (!Double.isNaN(ratio)) {
        logarithms += Math.log(Math.max(ratio, FLAT));
        counted++;
      }
    }
    return counted == 0 ? 1 : Math.exp(logarithms / counted);
  }

  private double ratio(ForecastNetwork network, List<Window> windows) {
    Errors errors = new Errors();
    for (int from = 0; from < windows.size(); from += BATCH_SIZE) {
      List<Window> part = windows.subList(from, Math.min(from + BATCH_SIZE, windows.size()));
      batch.fill(part, horizons);
      try (NDManager scope = network.manager().newSubManager()) {
        errors.add(
            part,
            network.forward(batch.sequences(scope), batch.statics(scope), false).toFloatArray(),
            horizons);
      }
    }
    return errors.persistence > FLAT ? errors.forecast / errors.persistence : Double.NaN;
  }

  /** Sums of absolute errors, in units of the network's outputs. */
  static final class Errors {
    private double forecast;
    private double persistence;

    void add(List<Window> windows, float[] outputs, boolean[] horizons) {
      for (int row = 0; row < windows.size(); row++) {
        Window window = windows.get(row);
        for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
          float target = window.targets()[horizon];
          if (horizons[horizon] && !Float.isNaN(target)) {
            forecast += Math.abs(target - outputs[row * Slots.HORIZONS + horizon]);
            persistence += Math.abs(target - window.persistence()[horizon]);
          }
        }
      }
    }

    double forecast() {
      return forecast;
    }
  }
}
