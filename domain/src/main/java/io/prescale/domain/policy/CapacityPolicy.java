package io.prescale.domain.policy;

import io.prescale.domain.fleet.PolicyType;
import io.prescale.domain.fleet.ScalingSettings;

/** How many instances a load calls for; knows nothing of guardrails. */
interface CapacityPolicy {
  /**
   * The capacity that the load calls for.
   *
   * @param load what is to be expected, forecast or observed
   * @param currentCapacity desired capacity now, instances, at least 1
   * @return instances, at least 0
   */
  int recommend(LoadOutlook load, int currentCapacity, ScalingSettings settings);

  /** The policy of that type. */
  static CapacityPolicy of(PolicyType type) {
    switch (type) {
      case STEP:
        return new StepPolicy();
      case TARGET:
        return new TargetPolicy();
    }
    throw new IllegalArgumentException("unknown policy " + type);
  }
}
