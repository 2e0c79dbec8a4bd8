package io.prescale.domain.policy;

import io.prescale.domain.sample.SampleState;
import java.util.Optional;

/** Whether a slot says enough to ask a policy. */
final class DataCheck {
  private DataCheck() {}

  /** The guardrail that forbids it, empty if none does. */
  static Optional<Guardrail> check(Situation situation) {
    int capacity = situation.currentCapacity();
    if (capacity < 0) {
      return Optional.of(Guardrail.CAPACITY_UNKNOWN);
    }
    if (capacity > situation.group().maxSize) {
      return Optional.of(Guardrail.CAPACITY_ABOVE_MAX_SIZE);
    }
    double cpu = situation.observedCpu();
    if (situation.sequence().newestState() == SampleState.FILLED) {
      return Optional.of(Guardrail.METRICS_FILLED);
    }
    if (situation.sequence().newestState() == SampleState.EMPTY || Double.isNaN(cpu)) {
      return Optional.of(Guardrail.METRICS_MISSING);
    }
    if (cpu < 0 || Double.isInfinite(cpu)) {
      return Optional.of(Guardrail.METRICS_INVALID);
    }
    return capacity == 0 ? Optional.of(Guardrail.SCALED_TO_ZERO) : Optional.empty();
  }
}
