-- Guardrails of a group over a month: from the index alone, as its decisions lie on as many pages.
CREATE INDEX decision_guardrails ON decision (group_id, slot_end) INCLUDE (guardrails)
  WHERE guardrails IS NOT NULL;
