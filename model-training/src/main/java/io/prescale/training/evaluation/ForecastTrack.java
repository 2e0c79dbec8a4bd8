package io.prescale.training.evaluation;

import java.util.Arrays;

/**
 * Forecasts of one series by one method. The first index is a position in {@link ReportedHorizons},
 * the second the slot that is forecast; {@code NaN} where there is no forecast. Only the test part
 * is looked at. The arrays are not copied, and two tracks are not compared by what is in them.
 *
 * @param expected expected values, in the unit of the series
 * @param lower lower bounds of the 90 % interval; {@code null} for a method without one
 * @param upper upper bounds of the 90 % interval; {@code null} for a method without one
 */
@SuppressWarnings("ArrayRecordComponent")
public record ForecastTrack(double[][] expected, double[][] lower, double[][] upper) {

  /** A track of a method without interval, with no forecast in it yet. */
  public static ForecastTrack ofPoints(int slots) {
    return new ForecastTrack(absent(slots), null, null);
  }

  /** A track of a method with an interval, with no forecast in it yet. */
  public static ForecastTrack ofIntervals(int slots) {
    return new ForecastTrack(absent(slots), absent(slots), absent(slots));
  }

  private static double[][] absent(int slots) {
    double[][] values = new double[ReportedHorizons.COUNT][slots];
    for (double[] row : values) {
      Arrays.fill(row, Double.NaN);
    }
    return values;
  }

  /** Whether the method says how wide its errors scatter. */
  public boolean hasInterval() {
    return lower != null && upper != null;
  }

  /** Whether there is a forecast of the slot. */
  public boolean hasForecast(int horizon, int slot) {
    return !Double.isNaN(expected[horizon][slot]);
  }

  /** Whether there is a forecast of any slot from {@code from} on. */
  public boolean hasAnyForecast(int horizon, int from) {
    for (int slot = from; slot < expected[horizon].length; slot++) {
      if (hasForecast(horizon, slot)) {
        return true;
      }
    }
    return false;
  }
}
