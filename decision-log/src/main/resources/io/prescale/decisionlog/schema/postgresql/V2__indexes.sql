-- Actions are few: a partial index finds those of a group, and the newest of the fleet, at once.
CREATE INDEX decision_actions ON decision (group_id, slot_end) WHERE action <> 'HOLD';
CREATE INDEX decision_actions_by_slot ON decision (slot_end) WHERE action <> 'HOLD';

-- Updated in place for every slot: room on the page, so that no index changes.
ALTER TABLE group_latest SET (fillfactor = 50);
ALTER TABLE decision_hour SET (fillfactor = 80);
