package io.prescale.training.evaluation;

/**
 * How far forecasts lie from what came.
 *
 * @param mae mean absolute error, in the unit of the series
 * @param rmse root of the mean squared error, in the unit of the series
 * @param r2 share of the variance of the targets that is explained: 1 - sum of squared errors / sum
 *     of squared deviations from the targets' mean; {@code NaN} where the targets are all equal
 * @param accuracy 100 - mean absolute percentage error, percent; the denominator of a target is
 *     max(actual, 1), so that values near zero do not outweigh all others
 */
public record ErrorMeasures(double mae, double rmse, double r2, double accuracy) {
  /** Of no target: all {@code NaN}. */
  public static final ErrorMeasures NONE =
      new ErrorMeasures(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
