package io.prescale.training.fit;

import io.prescale.domain.time.Slots;
import io.prescale.forecasting.bundle.ResidualQuantiles;
import java.util.Arrays;

/** Collects residuals of all series, in units of their typical change, for their quantiles. */
final class ResidualSample {
  private static final int MOST = 200_000;
  private static final double LOWER_QUANTILE = 0.05;
  private static final double UPPER_QUANTILE = 0.95;

  private final float[][] residuals = new float[Slots.HORIZONS][1024];
  private final int[] counts = new int[Slots.HORIZONS];

  /** Takes a residual; when there are very many, further ones are passed over. */
  void add(int horizon, double residual) {
    if (counts[horizon] == MOST) {
      return;
    }
    if (counts[horizon] == residuals[horizon].length) {
      residuals[horizon] = Arrays.copyOf(residuals[horizon], 2 * counts[horizon]);
    }
    residuals[horizon][counts[horizon]++] = (float) residual;
  }

  ResidualQuantiles quantiles() {
    double[] lower = new double[Slots.HORIZONS];
    double[] upper = new double[Slots.HORIZONS];
    for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
      float[] sorted = Arrays.copyOf(residuals[horizon], counts[horizon]);
      Arrays.sort(sorted);
      lower[horizon] = quantile(sorted, LOWER_QUANTILE);
      upper[horizon] = quantile(sorted, UPPER_QUANTILE);
    }
    return new ResidualQuantiles(lower, upper);
  }

  /** Linear between the two nearest order statistics; 0 without any. */
  private static double quantile(float[] sorted, double share) {
    if (sorted.length == 0) {
      return 0;
    }
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
