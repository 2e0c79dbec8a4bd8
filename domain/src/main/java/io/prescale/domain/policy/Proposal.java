package io.prescale.domain.policy;

import java.util.ArrayList;
import java.util.List;

/** A capacity on its way through the guardrails, with the reason and what changed it. */
final class Proposal {
  private final Situation situation;
  private final int currentCapacity;
  private final int recommendedCapacity;
  private final List<Guardrail> guardrails = new ArrayList<>();
  private int desiredCapacity;
  private Reason reason;

  Proposal(Situation situation, int recommendedCapacity, Reason reason) {
    this.situation = situation;
    this.currentCapacity = situation.currentCapacity();
    this.recommendedCapacity = recommendedCapacity;
    this.desiredCapacity = recommendedCapacity;
    this.reason = reason;
  }

  /** A proposal to change nothing, because of the guardrail. */
  static Proposal heldBy(Guardrail guardrail, Situation situation) {
    Reason reason = guardrail.settles().orElseThrow();
    Proposal proposal = new Proposal(situation, situation.currentCapacity(), reason);
    proposal.note(guardrail);
    return proposal;
  }

  void note(Guardrail guardrail) {
    guardrails.add(guardrail);
  }

  /** Lets the guardrails do their work, in order. */
  void apply(List<Rule> rules) {
    rules.forEach(this::apply);
  }

  private void apply(Rule rule) {
    int limited = rule.limit(situation, desiredCapacity);
    if (limited == desiredCapacity) {
      return;
    }
    note(rule.guardrail());
    if (limited == currentCapacity) {
      reason = rule.guardrail().settles().orElse(reason);
    } else if (limited > currentCapacity && isNewCause(rule.guardrail())) {
      reason = causeOfRaise(rule.guardrail());
    }
    desiredCapacity = limited;
  }

  /** Whether what is left of the scale-out is not owed to what asked for it before. */
  private boolean isNewCause(Guardrail guardrail) {
    return desiredCapacity <= currentCapacity || guardrail == Guardrail.SCALE_OUT_COOLDOWN;
  }

  private Reason causeOfRaise(Guardrail guardrail) {
    if (guardrail == Guardrail.REACTIVE_FLOOR) {
      return Reason.OBSERVED_HIGH;
    }
    return situation.calendarFloor() >= situation.group().minSize
        ? Reason.CALENDAR_EVENT
        : Reason.BELOW_MIN_SIZE;
  }

  int recommendedCapacity() {
    return recommendedCapacity;
  }

  int desiredCapacity() {
    return desiredCapacity;
  }

  Reason reason() {
    return reason;
  }

  Guardrail[] guardrails() {
    return guardrails.toArray(new Guardrail[0]);
  }

  ScalingAction action() {
    if (desiredCapacity == currentCapacity) {
      return ScalingAction.HOLD;
    }
    return desiredCapacity > currentCapacity ? ScalingAction.SCALE_OUT : ScalingAction.SCALE_IN;
  }
}
