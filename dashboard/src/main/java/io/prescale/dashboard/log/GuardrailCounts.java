package io.prescale.dashboard.log;

import io.prescale.dashboard.log.GroupSeries.GuardrailCount;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts how often each guardrail held. */
final class GuardrailCounts {
  private final Map<String, GuardrailCount> counts = new HashMap<>();

  /** Those of a group in a range, without its other decisions. */
  static GuardrailCounts read(Connection connection, int group, Instant from, Instant to)
      throws SQLException {
    GuardrailCounts counts = new GuardrailCounts();
    SqlRows.select(
            "SELECT slot_end, guardrails FROM decision"
                + " WHERE guardrails IS NOT NULL AND group_id = ?")
        .add(" AND slot_end > ? AND slot_end <= ?", group, from, to)
        .list(connection, counts::add);
    return counts;
  }

  /** Adds those of one decision; returns the end of its slot, epoch milliseconds. */
  long add(ResultSet row) throws SQLException {
    long slotEnd = SqlRows.millis(row, "slot_end");
    for (String guardrail : SqlRows.texts(row, "guardrails")) {
      counts.merge(
          guardrail,
          new GuardrailCount(guardrail, 1, slotEnd),
          (before, one) ->
              new GuardrailCount(
                  guardrail, before.slots() + 1, Math.max(before.lastSlotEnd(), slotEnd)));
    }
    return slotEnd;
  }

  /** Most often first. */
  List<GuardrailCount> sorted() {
    return counts.values().stream()
        .sorted(
            Comparator.comparingInt(GuardrailCount::slots)
                .reversed()
                .thenComparing(GuardrailCount::guardrail))
        .collect(Collectors.toList());
  }
}
