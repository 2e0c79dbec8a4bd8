package io.prescale.domain.policy;

import io.prescale.domain.fleet.ScalingSettings;

/**
 * One instance more when CPU utilisation of the next slot is above the scale-out threshold, one
 * fewer when it is below the scale-in threshold.
 */
final class StepPolicy implements CapacityPolicy {
  @Override
  public int recommend(LoadOutlook load, int currentCapacity, ScalingSettings settings) {
    double cpu = load.nextCpu();
    if (cpu > settings.scaleOutAbove) {
      return currentCapacity + 1;
    }
    return cpu < settings.scaleInBelow ? currentCapacity - 1 : currentCapacity;
  }
}
