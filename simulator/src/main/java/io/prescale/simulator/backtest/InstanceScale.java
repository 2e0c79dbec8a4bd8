package io.prescale.simulator.backtest;

import io.prescale.simulator.demand.DemandSeries;

/** How much of a series' demand one instance can do. */
@FunctionalInterface
public interface InstanceScale {
  /**
   * Demand in the unit of the series that keeps one instance fully busy for one minute.
   *
   * @param testStart index of the first minute of the figures; what comes from there on must not
   *     matter
   * @param targetUtilization percent
   */
  double instanceCapacity(DemandSeries demand, int testStart, double targetUtilization);

  /**
   * The same for every series.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  static InstanceScale of(double instanceCapacity) {
    requirePositive("instance capacity", instanceCapacity);
    return (demand, testStart, targetUtilization) -> instanceCapacity;
  }

  /**
   * Such that the peak before the figures keeps so many instances at the target utilisation. Demand
   * on record is in percent of one instance already, and stays as it is.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  static InstanceScale ofPeak(double instances) {
    requirePositive("peak instances", instances);
    return (demand, testStart, targetUtilization) ->
        demand.recorded().isPresent()
            ? 100
            : demand.peakBefore(testStart) / instances * 100 / targetUtilization;
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be above 0, but is " + value);
    }
  }
}
