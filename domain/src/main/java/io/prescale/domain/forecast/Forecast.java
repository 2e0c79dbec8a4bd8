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
