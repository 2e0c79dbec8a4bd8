package io.prescale.domain.forecast;

/**
 * A forecast of the next {@link io.prescale.domain.time.Slots#HORIZONS} slots of one group. Part of
 * a stream record. All arrays have that length, the next slot first.
 */
public class Forecast {
  /** What is forecast. */
  public enum Quantity {
    /** CPU utilisation, percent. */
    CPU_UTILIZATION,
    /** CPU utilisation x in-service instances: percent of one instance. */
    DEMAND
  }

  /** Identifier of the model bundle that made it. */
  public String modelId;

  public Quantity quantity;

  /** Expected values, in the quantity's unit; not below 0. */
  public double[] expected;

  /** Lower bounds of the 90 % interval. */
  public double[] lower;

  /** Upper bounds of the 90 % interval. */
  public double[] upper;

  /**
   * Share of each expert in the expected values: {@code [experts, horizons]}, row by row; for each
   * horizon they add up to 1.
   */
  public double[] weights;

  /**
   * Mean absolute error of the group's forecasts over about the last two hours, by horizon, in the
   * quantity's unit; {@code NaN} where none has come due.
   */
  public double[] recentErrors;

  /** The same of persistence, over the same slots. */
  public double[] recentPersistenceErrors;

  /** Forecasts that have come due, by horizon. */
  public int[] scored;

  public Forecast() {}

  public Forecast(
      String modelId, Quantity quantity, double[] expected, double[] lower, double[] upper) {
    this.modelId = modelId;
    this.quantity = quantity;
    this.expected = expected;
    this.lower = lower;
    this.upper = upper;
  }
}
