package io.prescale.domain.policy;

import io.prescale.domain.forecast.Forecast;
import java.util.Arrays;

/** The load that a policy looks at. Demand is in percent of one instance. Immutable. */
final class LoadOutlook {
  private final double nextCpu;
  private final double peakDemand;
  private final double expectedDemand;

  private LoadOutlook(double nextCpu, double peakDemand, double expectedDemand) {
    this.nextCpu = nextCpu;
    this.peakDemand = peakDemand;
    this.expectedDemand = expectedDemand;
  }

  /**
   * What a forecast says. Demand over a capacity is CPU utilisation at that capacity; CPU
   * utilisation x serving instances is demand.
   *
   * @param currentCapacity instances, above 0
   * @param servingInstances instances that the observed CPU utilisation is the average of
   * @param leadSlots slots until an instance that is asked for now serves
   */
  static LoadOutlook ofForecast(
      Forecast forecast, int currentCapacity, double servingInstances, int leadSlots) {
    double upper = highest(Arrays.copyOf(forecast.upper, leadSlots));
    double expected = highest(forecast.expected);
    // An upper bound below the expected value would be a fault of the forecast.
    double peak = Math.max(upper, highest(Arrays.copyOf(forecast.expected, leadSlots)));
    if (forecast.quantity == Forecast.Quantity.DEMAND) {
      return new LoadOutlook(forecast.expected[0] / currentCapacity, peak, expected);
    }
    return new LoadOutlook(
        forecast.expected[0], peak * servingInstances, expected * servingInstances);
  }

  /** The observed load, taken to stay as it is. */
  static LoadOutlook ofObserved(double cpu, double servingInstances) {
    double demand = cpu * servingInstances;
    return new LoadOutlook(cpu, demand, demand);
  }

  /** CPU utilisation of the next slot at the current capacity, percent. */
  double nextCpu() {
    return nextCpu;
  }

  /** Highest demand to be ready for within the lead time. */
  double peakDemand() {
    return peakDemand;
  }

  /** Highest demand expected within the hour. */
  double expectedDemand() {
    return expectedDemand;
  }

  private static double highest(double[] values) {
    return Arrays.stream(values).max().orElse(0);
  }
}
