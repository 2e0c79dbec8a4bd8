package io.prescale.dashboard.api;

import io.prescale.domain.policy.Guardrail;
import io.prescale.domain.policy.Reason;
import java.util.LinkedHashMap;
import java.util.Map;

/** What reasons and guardrails mean, by name. */
record Vocabulary(Map<String, String> reasons, Map<String, String> guardrails) {
  static Vocabulary complete() {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (Reason reason : Reason.values()) {
      reasons.put(reason.name(), reason.explanation());
    }
    Map<String, String> guardrails = new LinkedHashMap<>();
    for (Guardrail guardrail : Guardrail.values()) {
      guardrails.put(guardrail.name(), guardrail.explanation());
    }
    return new Vocabulary(reasons, guardrails);
  }
}
