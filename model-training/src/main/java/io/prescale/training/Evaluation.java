package io.prescale.training;

import io.prescale.domain.time.Slots;
import io.prescale.forecasting.bundle.AccuracyReport;
import io.prescale.forecasting.bundle.OutputScaler;
import io.prescale.forecasting.bundle.ResidualQuantiles;
import io.prescale.forecasting.network.ForecastNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures trained networks: errors on the test part, residuals on the validation part. */
final class Evaluation {
  private static final int[] REPORTED_STEPS = {1, 3, 6, 12};
  private static final int HORIZONS = Slots.HORIZONS;
  private static final double LOWER_QUANTILE = 0.05;
  private static final double UPPER_QUANTILE = 0.95;

  private final TrainingData data;
  private final OutputScaler scaler;
  private final List<ForecastNetwork> networks;

  Evaluation(TrainingData data, OutputScaler scaler, List<ForecastNetwork> networks) {
    this.data = data;
    this.scaler = scaler;
    this.networks = networks;
  }

  /** Mean absolute errors on the test part at 5, 15, 30 and 60 minutes, beside persistence. */
  AccuracyReport accuracy() {
    int count = data.timelines().size();
    double[][] forecast = new double[count][HORIZONS];
    double[][] persistence = new double[count][HORIZONS];
    int[][] counts = new int[count][HORIZONS];
    new WindowScorer(data, scaler)
        .score(
            Part.TEST,
            networks,
            (timeline, batch, row, outputs) -> {
              double last = batch.features().last(row);
              for (int horizon = 0; horizon < HORIZONS; horizon++) {
                if (batch.isKnown(row, horizon)) {
                  double actual = batch.actual(row, horizon);
                  double expected = expected(batch, row, horizon, outputs);
                  forecast[timeline][horizon] += Math.abs(actual - expected);
                  persistence[timeline][horizon] += Math.abs(actual - last);
                  counts[timeline][horizon]++;
                }
              }
            });
    List<AccuracyReport.Entry> entries = new ArrayList<>();
    for (int timeline = 0; timeline < count; timeline++) {
      for (int steps : REPORTED_STEPS) {
        int known = counts[timeline][steps - 1];
        if (known > 0) {
          entries.add(
              new AccuracyReport.Entry(
                  data.timelines().get(timeline).group(),
                  steps * (int) Slots.LENGTH.toMinutes(),
                  known,
                  forecast[timeline][steps - 1] / known,
                  persistence[timeline][steps - 1] / known));
        }
      }
    }
    return new AccuracyReport(entries);
  }

  /** The 5 % and 95 % quantiles of actual minus expected on the validation part. */
  ResidualQuantiles residuals() {
    int windows = data.windows(Part.VALIDATION).size();
    double[][] residuals = new double[HORIZONS][windows];
    int[] counts = new int[HORIZONS];
    new WindowScorer(data, scaler)
        .score(
            Part.VALIDATION,
            networks,
            (timeline, batch, row, outputs) -> {
              for (int horizon = 0; horizon < HORIZONS; horizon++) {
                if (batch.isKnown(row, horizon)) {
                  double change =
                      batch.actual(row, horizon) - expected(batch, row, horizon, outputs);
                  residuals[horizon][counts[horizon]++] =
                      scaler.output(horizon, batch.features().spread(row), change);
                }
              }
            });
    double[] lower = new double[HORIZONS];
    double[] upper = new double[HORIZONS];
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
      double[] sorted = Arrays.copyOf(residuals[horizon], counts[horizon]);
      Arrays.sort(sorted);
      lower[horizon] = quantile(sorted, LOWER_QUANTILE);
      upper[horizon] = quantile(sorted, UPPER_QUANTILE);
    }
    return new ResidualQuantiles(lower, upper);
  }

  private double expected(WindowBatch batch, int row, int horizon, float[] outputs) {
    double output = outputs[row * HORIZONS + horizon];
    double change = scaler.change(horizon, batch.features().spread(row), output);
    return Math.max(0, batch.features().last(row) + change);
  }

  /** Linear between the two nearest order statistics; 0 without any. */
  private static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return 0;
    }
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
