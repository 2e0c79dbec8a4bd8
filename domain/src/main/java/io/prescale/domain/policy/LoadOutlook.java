package io.prescale.domain.policy;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.time.Slots;
import java.util.Arrays;

/** The load that a policy looks at. Demand is in percent of one instance. Immutable. */
final class LoadOutlook {
  /** Slots beyond the lead time that an instance is kept for rather than removed. */
  private static final int KEPT_BEYOND_LEAD = 1;

  private final double nextCpu;
  private final double expectedDemand;
  private final double upperDemand;
  private final double keptDemand;

  private LoadOutlook(
      double nextCpu, double expectedDemand, double upperDemand, double keptDemand) {
    this.nextCpu = nextCpu;
    this.expectedDemand = expectedDemand;
    this.upperDemand = upperDemand;
    this.keptDemand = keptDemand;
  }

  /**
   * What a forecast says. Demand over a capacity is CPU utilisation at that capacity; CPU
   * utilisation x serving instances is demand.
   *
   * @param currentCapacity instances, above 0
   * @param servingInstances instances that the observed CPU utilisation is the average of
   * @param slotsBeforeServing slots that are over before an instance that is asked for now serves,
   *     so that it does nothing for them
   * @param leadSlots slots that the capacity asked for now has to last
   */
  static LoadOutlook ofForecast(
      Forecast forecast,
      int currentCapacity,
      double servingInstances,
      int slotsBeforeServing,
      int leadSlots) {
    double expected = highest(forecast.expected, slotsBeforeServing, leadSlots);
    // An upper bound below the expected value would be a fault of the forecast.
    double upper = Math.max(expected, highest(forecast.upper, slotsBeforeServing, leadSlots));
    double kept =
        highest(forecast.expected, 0, Math.min(leadSlots + KEPT_BEYOND_LEAD, Slots.HORIZONS));
    if (forecast.quantity == Forecast.Quantity.DEMAND) {
      return new LoadOutlook(forecast.expected[0] / currentCapacity, expected, upper, kept);
    }
    return new LoadOutlook(
        forecast.expected[0],
        expected * servingInstances,
        upper * servingInstances,
        kept * servingInstances);
  }

  /** The observed load, taken to stay as it is. */
  static LoadOutlook ofObserved(double cpu, double servingInstances) {
    double demand = cpu * servingInstances;
    return new LoadOutlook(cpu, demand, demand, demand);
  }

  /** CPU utilisation of the next slot at the current capacity, percent. */
  double nextCpu() {
    return nextCpu;
  }

  /** Highest demand expected while the capacity asked for now has to last. */
  double expectedDemand() {
    return expectedDemand;
  }

  /** Upper bound of the same; not below it. */
  double upperDemand() {
    return upperDemand;
  }

  /** Highest demand expected from now until a little later: what instances are kept for. */
  double keptDemand() {
    return keptDemand;
  }

  private static double highest(double[] values, int from, int to) {
    return Arrays.stream(values, from, to).max().orElse(0);
  }
}
