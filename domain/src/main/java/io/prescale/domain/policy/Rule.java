package io.prescale.domain.policy;

/** One guardrail at work. */
final class Rule {
  /** What a guardrail makes of a capacity. */
  @FunctionalInterface
  interface Limit {
    /**
     * The capacity that the guardrail allows.
     *
     * @param desired instances, as the guardrails before left it
     * @return instances; the same where there is nothing to object to
     */
    int apply(Situation situation, int desired);
  }

  private final Guardrail guardrail;
  private final Limit limit;

  Rule(Guardrail guardrail, Limit limit) {
    this.guardrail = guardrail;
    this.limit = limit;
  }

  Guardrail guardrail() {
    return guardrail;
  }

  int limit(Situation situation, int desired) {
    return limit.apply(situation, desired);
  }
}
