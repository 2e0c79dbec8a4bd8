package io.prescale.forecasting.adaptation;

import java.util.Arrays;

/**
 * Coefficients that every group's {@link Autoregression} starts with and is drawn towards: those of
 * all groups of the training data together. Immutable.
 */
public final class AutoregressionPrior {
  private final float[] coefficients;

  /**
   * @param coefficients {@code [horizons, regressors]}, row by row
   * @throws IllegalArgumentException if their number is another one, or one is not a number
   */
  public AutoregressionPrior(float[] coefficients) {
    if (coefficients.length != Autoregression.COEFFICIENTS) {
      throw new IllegalArgumentException(
          "expected "
              + Autoregression.COEFFICIENTS
              + " coefficients of the autoregression, found "
              + coefficients.length);
    }
    for (float coefficient : coefficients) {
      if (!Float.isFinite(coefficient)) {
        throw new IllegalArgumentException(
            "a coefficient of the autoregression is not a finite number");
      }
    }
    this.coefficients = coefficients.clone();
  }

  /** Forecasts no change. */
  public static AutoregressionPrior none() {
    return new AutoregressionPrior(new float[Autoregression.COEFFICIENTS]);
  }

  /** The least squares fit of several groups together, each counted alike. */
  public static AutoregressionPrior pooled(Iterable<Autoregression> groups) {
    Autoregression sum = Autoregression.create(1);
    for (Autoregression group : groups) {
      if (group.weight > 0) {
        sum.addNormalised(group);
      }
    }
    sum.solve(none());
    float[] coefficients = sum.seasonalCoefficients.clone();
    for (int row = 0; row < coefficients.length; row += Autoregression.REGRESSORS) {
      // A constant drift of all groups says nothing about another one.
      coefficients[row + Autoregression.CONSTANT] = 0;
    }
    return new AutoregressionPrior(coefficients);
  }

  float at(int index) {
    return coefficients[index];
  }

  /** {@code [horizons, regressors]}, row by row. */
  public float[] toNumbers() {
    return Arrays.copyOf(coefficients, coefficients.length);
  }
}
