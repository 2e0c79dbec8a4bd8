package io.prescale.training.evaluation;

/** Gathers errors into {@link ErrorMeasures}. */
final class ErrorAccumulator {
  private static final double SMALLEST_DENOMINATOR = 1;

  private long count;
  private double absolute;
  private double squared;
  private double percentage;
  private double mean;
  private double deviations;

  void add(double actual, double expected) {
    double error = Math.abs(expected - actual);
    count++;
    absolute += error;
    squared += error * error;
    percentage += 100 * error / Math.max(actual, SMALLEST_DENOMINATOR);
    // Welford's update: exactly zero where all targets are equal, which R2 depends on.
    double distance = actual - mean;
    mean += distance / count;
    deviations += distance * (actual - mean);
  }

  double mae() {
    return count == 0 ? Double.NaN : absolute / count;
  }

  ErrorMeasures measures() {
    if (count == 0) {
      return ErrorMeasures.NONE;
    }
    double r2 = deviations > 0 ? 1 - squared / deviations : Double.NaN;
    return new ErrorMeasures(mae(), Math.sqrt(squared / count), r2, 100 - percentage / count);
  }
}
