package io.prescale.domain.policy;

import io.prescale.domain.fleet.ScalingSettings;

/**
 * As many instances as bring the demand to the target utilisation: {@code ceil(demand / target)}.
 *
 * <p>Scales out on the peak demand of the lead time (upper interval bound). Scales in no further
 * than the demand expected for the whole hour allows, and never to a capacity that the peak demand
 * would at once scale out again.
 */
final class TargetPolicy implements CapacityPolicy {
  /** Keeps 3.0000000001 instances from becoming 4. */
  private static final double ROUNDING = 1e-6;

  @Override
  public int recommend(LoadOutlook load, int currentCapacity, ScalingSettings settings) {
    int forPeak = instancesFor(load.peakDemand(), settings.targetUtilization);
    if (forPeak >= currentCapacity) {
      return forPeak;
    }
    int forHour = instancesFor(load.expectedDemand(), settings.targetUtilization);
    return Math.min(currentCapacity, Math.max(forPeak, forHour));
  }

  private static int instancesFor(double demand, double targetUtilization) {
    // A cast saturates, so that an absurd demand cannot wrap around to few instances.
    return (int) Math.max(0, Math.ceil(demand / targetUtilization - ROUNDING));
  }
}
