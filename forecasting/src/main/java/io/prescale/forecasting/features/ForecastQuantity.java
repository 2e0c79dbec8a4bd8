package io.prescale.forecasting.features;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleState;
import io.prescale.domain.time.Slots;

/** Which quantity is forecast for a sequence, and its values. */
public final class ForecastQuantity {
  /** Ten million instances at full load; far below what single precision holds the square of. */
  private static final double LARGEST = 1e9;

  private ForecastQuantity() {}

  /** Demand where the in-service instances are known at every step, else CPU utilisation. */
  public static Forecast.Quantity of(GroupSequence sequence) {
    return sequence.hasDemand() ? Forecast.Quantity.DEMAND : Forecast.Quantity.CPU_UTILIZATION;
  }

  /**
   * Which quantity will be forecast for a group whose sequences are not complete yet, as far as can
   * be told: demand where the in-service instances are known wherever CPU utilisation is.
   */
  public static Forecast.Quantity soFar(GroupSequence sequence) {
    boolean any = false;
    for (int step = 0; step < Slots.SEQUENCE_LENGTH; step++) {
      if (!Double.isNaN(sequence.cpuUtilization[step])) {
        any = true;
        if (!(sequence.inServiceInstances[step] > 0)) {
          return Forecast.Quantity.CPU_UTILIZATION;
        }
      }
    }
    return any ? Forecast.Quantity.DEMAND : Forecast.Quantity.CPU_UTILIZATION;
  }

  /** The quantity's value at a step of a sequence, in its unit; {@code NaN} where absent. */
  public static double valueAt(GroupSequence sequence, int step, Forecast.Quantity quantity) {
    return value(sequence.cpuUtilization[step], sequence.inServiceInstances[step], quantity);
  }

  /**
   * The quantity's value.
   *
   * @param cpuUtilization percent
   * @param inServiceInstances instances; only used for demand
   */
  public static double value(
      double cpuUtilization, double inServiceInstances, Forecast.Quantity quantity) {
    return quantity == Forecast.Quantity.DEMAND
        ? cpuUtilization * inServiceInstances
        : cpuUtilization;
  }

  /** The values of all steps; {@code NaN} where one was not measured, or cannot be meant. */
  public static double[] measuredValues(GroupSequence sequence, Forecast.Quantity quantity) {
    double[] values = new double[Slots.SEQUENCE_LENGTH];
    for (int step = 0; step < values.length; step++) {
      double value = valueAt(sequence, step, quantity);
      boolean measured = sequence.states[step] == SampleState.OBSERVED.ordinal();
      values[step] = measured && isSane(value) ? value : Double.NaN;
    }
    return values;
  }

  /** Whether a sequence is complete, and its values can be reckoned with. */
  public static boolean isForecastable(GroupSequence sequence) {
    Forecast.Quantity quantity = of(sequence);
    for (int step = 0; step < Slots.SEQUENCE_LENGTH; step++) {
      if (!isSane(valueAt(sequence, step, quantity))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSane(double value) {
    return Math.abs(value) <= LARGEST;
  }
}
