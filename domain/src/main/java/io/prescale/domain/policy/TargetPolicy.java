package io.prescale.domain.policy;

import io.prescale.domain.fleet.ScalingSettings;

/**
 * As many instances as bring the expected demand to the target utilisation, and its upper bound to
 * no more than the peak utilisation: {@code max(ceil(expected / target), ceil(upper / peak))}.
 *
 * <p>The target leaves room for the fluctuation within a slot. To bring the upper bound to it as
 * well would pay for that room twice. Instances are added once the expected utilisation is more
 * than a twentieth above the target, so that demand on the edge of an instance does not add and
 * remove one for ever.
 *
 * <p>Scales in no further than the demand expected from now until shortly after the lead time
 * allows, and never to a capacity that would at once be scaled out again.
 */
final class TargetPolicy implements CapacityPolicy {
  /** Keeps 3.0000000001 instances from becoming 4. */
  private static final double ROUNDING = 1e-6;

  /** How far above the target the expected utilisation may be before instances are added. */
  private static final double TOLERATED_RATIO = 1.03;

  @Override
  public int recommend(LoadOutlook load, int currentCapacity, ScalingSettings settings) {
    int needed =
        Math.max(
            needed(load.expectedDemand(), currentCapacity, settings.targetUtilization),
            instancesFor(load.upperDemand(), peakUtilization(settings)));
    if (needed >= currentCapacity) {
      return needed;
    }
    int kept = instancesFor(load.keptDemand(), settings.targetUtilization);
    return Math.min(currentCapacity, Math.max(needed, kept));
  }

  /** State of an older release knows no peak utilisation: 0 then stands for the target. */
  private static double peakUtilization(ScalingSettings settings) {
    return Math.max(settings.peakUtilization, settings.targetUtilization);
  }

  /** A little above the target is no reason to add an instance yet. */
  private static int needed(double demand, int currentCapacity, double target) {
    boolean tolerable = demand <= currentCapacity * target * TOLERATED_RATIO;
    return Math.min(instancesFor(demand, target), tolerable ? currentCapacity : Integer.MAX_VALUE);
  }

  private static int instancesFor(double demand, double utilization) {
    // A cast saturates, so that an absurd demand cannot wrap around to few instances.
    return (int) Math.max(0, Math.ceil(demand / utilization - ROUNDING));
  }
}
