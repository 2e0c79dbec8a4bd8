package io.prescale.decisionlog;

import io.prescale.domain.policy.Guardrail;
import io.prescale.domain.policy.ScalingDecision;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes which decisions an event of the calendar changed, and their sums by the day, in the
 * transaction of a connection.
 */
final class CalendarEffects {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final Set<Guardrail> OF_CALENDAR =
      EnumSet.of(Guardrail.CALENDAR_FLOOR, Guardrail.CALENDAR_FREEZE);

  private final Connection connection;
  private final SqlDialect dialect;
  private final GroupIds groups;

  CalendarEffects(Connection connection, SqlDialect dialect, GroupIds groups) {
    this.connection = connection;
    this.dialect = dialect;
    this.groups = groups;
  }

  /** The day, counted from 1970-01-01 in UTC, that a slot lies in. */
  static int dayOf(long slotEnd) {
    return Math.toIntExact(Math.floorDiv(slotEnd - 1, DAY_MILLIS));
  }

  /** Replaces the effects of these decisions, at most one for each group and slot. */
  void write(List<ScalingDecision> decisions) throws SQLException {
    TreeMap<Integer, Set<Integer>> daysOfGroup = deleteEffects(decisions);
    try (PreparedStatement insert =
        connection.prepareStatement(dialect.upsert(DecisionStatements.EFFECT))) {
      RowBinder row = new RowBinder(insert, dialect);
      for (ScalingDecision decision : decisions) {
        for (Guardrail guardrail : decision.guardrails) {
          if (OF_CALENDAR.contains(guardrail) && decision.calendarEvents.length > 0) {
            bindEffects(row, decision, guardrail);
            touch(daysOfGroup, decision);
          }
        }
      }
      insert.executeBatch();
    }
    sumUp(daysOfGroup);
  }

  /** Returns the days of which effects are gone now. */
  private TreeMap<Integer, Set<Integer>> deleteEffects(List<ScalingDecision> decisions)
      throws SQLException {
    TreeMap<Integer, Set<Integer>> daysOfGroup = new TreeMap<>();
    try (PreparedStatement delete =
        connection.prepareStatement(DecisionStatements.DELETE_EFFECTS)) {
      RowBinder row = new RowBinder(delete, dialect);
      for (ScalingDecision decision : decisions) {
        row.integer(groups.of(decision.group)).time(decision.slotEnd).addToBatch();
      }
      int[] deleted = delete.executeBatch();
      for (int index = 0; index < deleted.length; index++) {
        // A driver may also say that it does not know how many.
        if (deleted[index] != 0) {
          touch(daysOfGroup, decisions.get(index));
        }
      }
    }
    return daysOfGroup;
  }

  private void touch(TreeMap<Integer, Set<Integer>> daysOfGroup, ScalingDecision decision)
      throws SQLException {
    daysOfGroup
        .computeIfAbsent(groups.of(decision.group), group -> new TreeSet<>())
        .add(dayOf(decision.slotEnd));
  }

  private void bindEffects(RowBinder row, ScalingDecision decision, Guardrail guardrail)
      throws SQLException {
    for (String event : decision.calendarEvents) {
      row.integer(groups.of(decision.group))
          .time(decision.slotEnd)
          .name(guardrail)
          .text(event, DecisionColumns.LONGEST_EVENT_ID)
          .integer(decision.recommendedCapacity)
          .integer(decision.desiredCapacity)
          .addToBatch();
    }
  }

  private void sumUp(TreeMap<Integer, Set<Integer>> daysOfGroup) throws SQLException {
    try (PreparedStatement delete =
            connection.prepareStatement(DecisionStatements.DELETE_EFFECT_DAY);
        PreparedStatement insert = connection.prepareStatement(DecisionStatements.EFFECT_DAY)) {
      RowBinder before = new RowBinder(delete, dialect);
      RowBinder row = new RowBinder(insert, dialect);
      for (int group : daysOfGroup.keySet()) {
        for (int day : daysOfGroup.get(group)) {
          before.integer(group).integer(day).addToBatch();
          long start = day * DAY_MILLIS;
          row.integer(day).integer(group).time(start).time(start + DAY_MILLIS).addToBatch();
        }
      }
      delete.executeBatch();
      insert.executeBatch();
    }
  }
}
