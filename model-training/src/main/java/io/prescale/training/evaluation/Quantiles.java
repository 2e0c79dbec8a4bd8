package io.prescale.training.evaluation;

import java.util.Arrays;

/** Medians of values of which some may be undefined. */
final class Quantiles {
  private Quantiles() {}

  /** The middle one of the finite values, or the mean of the middle two; {@code NaN} of none. */
  static double median(double[] values) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The lowest of the finite values; {@code NaN} of none. */
  static double lowest(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).min().orElse(Double.NaN);
  }
}
