package io.prescale.connectors.autoscaling;

import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.policy.ScalingAction;
import io.prescale.domain.policy.ScalingDecision;

/** Builds decisions. */
final class Decisions {
  static final long VALID_UNTIL = 1_700_000_900_000L;

  private Decisions() {}

  /** An enforced command from one capacity to another. */
  static ScalingDecision scale(String group, int from, int to) {
    ScalingDecision decision = new ScalingDecision();
    decision.id = group + "@" + from + "-" + to;
    decision.group = group;
    decision.slotEnd = 1_700_000_000_000L;
    decision.currentCapacity = from;
    decision.recommendedCapacity = to;
    decision.desiredCapacity = to;
    decision.action =
        to > from
            ? ScalingAction.SCALE_OUT
            : to < from ? ScalingAction.SCALE_IN : ScalingAction.HOLD;
    decision.mode = ScalingMode.ENFORCE;
    decision.validUntil = VALID_UNTIL;
    return decision;
  }
}
