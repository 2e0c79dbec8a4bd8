package io.prescale.training;

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

  private final TrainingData data;
  private final WindowScorer scorer;

  ValidationScore(TrainingData data, WindowScorer scorer) {
    this.data = data;
    this.scorer = scorer;
  }

  double of(ForecastNetwork network) {
    int count = data.timelines().size();
    double[] forecast = new double[count];
    double[] persistence = new double[count];
    scorer.score(
        Part.VALIDATION,
        List.of(network),
        (timeline, batch, row, outputs) -> {
          for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
            if (batch.isKnown(row, horizon)) {
              double target = batch.target(row, horizon);
              forecast[timeline] += Math.abs(target - outputs[row * Slots.HORIZONS + horizon]);
              persistence[timeline] += Math.abs(target);
            }
          }
        });
    double logarithms = 0;
    int counted = 0;
    for (int timeline = 0; timeline < count; timeline++) {
      if (persistence[timeline] > FLAT) {
        logarithms += Math.log(Math.max(forecast[timeline], FLAT) / persistence[timeline]);
        counted++;
      }
    }
    return counted == 0 ? 1 : Math.exp(logarithms / counted);
  }
}
