package io.prescale.training.tune;

import java.util.List;

/** Mean and spread of scores, which are ratios. */
final class Statistics {
  private Statistics() {}

  static double geometricMean(List<Double> ratios) {
    double logarithms = ratios.stream().mapToDouble(Math::log).sum();
    return Math.exp(logarithms / ratios.size());
  }

  static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
  }

  /** Sample standard deviation; {@code NaN} of fewer than two values. */
  static double standardDeviation(List<Double> values) {
    double mean = mean(values);
    double squares = values.stream().mapToDouble(one -> (one - mean) * (one - mean)).sum();
    return values.size() < 2 ? Double.NaN : Math.sqrt(squares / (values.size() - 1));
  }
}
