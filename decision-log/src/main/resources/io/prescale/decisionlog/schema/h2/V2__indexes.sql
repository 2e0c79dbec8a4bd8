CREATE INDEX decision_actions ON decision (action, group_id, slot_end);
CREATE INDEX decision_actions_by_slot ON decision (action, slot_end);
