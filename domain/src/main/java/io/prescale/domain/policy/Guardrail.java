package io.prescale.domain.policy;

/** What can change a recommendation, in the order in which it is applied. */
public enum Guardrail {
  METRICS_MISSING
}
