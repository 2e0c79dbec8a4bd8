-- Effects of the calendar by the day: an event of days on thousands of groups has millions of
-- effects, too many to count for a page.
CREATE TABLE calendar_effect_day (
  first_slot_end TIMESTAMP WITH TIME ZONE NOT NULL,
  last_slot_end TIMESTAMP WITH TIME ZONE NOT NULL,
  group_id INTEGER NOT NULL,
  epoch_day INTEGER NOT NULL,                  -- days from 1970-01-01, UTC, that slots lie in
  decisions INTEGER NOT NULL,                  -- how many the event changed
  instances INTEGER NOT NULL,                  -- largest difference of desired and recommended
  guardrail VARCHAR(64) NOT NULL,
  event_id VARCHAR(255) NOT NULL,
  PRIMARY KEY (group_id, epoch_day, guardrail, event_id)
);

CREATE INDEX calendar_effect_day_by_day ON calendar_effect_day (epoch_day);

-- A slot that ends at midnight lies in the day before.
INSERT INTO calendar_effect_day (first_slot_end, last_slot_end, group_id, epoch_day, decisions,
  instances, guardrail, event_id)
SELECT MIN(slot_end), MAX(slot_end), group_id,
  CAST(FLOOR((EXTRACT(EPOCH FROM slot_end) - 0.001) / 86400) AS INTEGER) AS epoch_day,
  COUNT(*), MAX(desired_capacity - recommended_capacity), guardrail, event_id
FROM calendar_effect
GROUP BY group_id, CAST(FLOOR((EXTRACT(EPOCH FROM slot_end) - 0.001) / 86400) AS INTEGER),
  guardrail, event_id;
