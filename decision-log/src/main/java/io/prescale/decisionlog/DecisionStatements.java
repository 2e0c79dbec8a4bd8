package io.prescale.decisionlog;

import static io.prescale.decisionlog.DecisionColumns.INTEGER;
import static io.prescale.decisionlog.DecisionColumns.REAL;
import static io.prescale.decisionlog.DecisionColumns.REALS;
import static io.prescale.decisionlog.DecisionColumns.TIME;

/** The statements that write decisions. */
final class DecisionStatements {
  /**
   * What an old slot was decided again changes nothing, so it does not replace the record of the
   * decision that counted either.
   */
  private static final String COUNTS = "NEW.reason <> 'SLOT_ALREADY_DECIDED'";

  static final Upsert DECISION =
      DecisionColumns.addTo(Upsert.into("decision").key("group_id", INTEGER).key("slot_end", TIME))
          .onlyIf(COUNTS);

  static final Upsert LATEST =
      DecisionColumns.addTo(
              Upsert.into("group_latest").key("group_id", INTEGER).column("slot_end", TIME))
          .columns(REALS, "expected", "lower_bound", "upper_bound")
          .columns(REALS, "horizon_errors", "horizon_persistence_errors")
          .setting("recorded_at", "CURRENT_TIMESTAMP")
          .onlyIf("group_latest.slot_end <= NEW.slot_end AND " + COUNTS);

  static final Upsert FORECAST =
      Upsert.into("decision_forecast")
          .key("group_id", INTEGER)
          .key("slot_end", TIME)
          .columns(REALS, "expected", "lower_bound", "upper_bound");

  /** Parameters: group, end of the slot. */
  static final String DELETE_FORECAST =
      "DELETE FROM decision_forecast WHERE group_id = ? AND slot_end = ?";

  static final Upsert EFFECT =
      Upsert.into("calendar_effect")
          .key("group_id", INTEGER)
          .key("slot_end", TIME)
          .key("guardrail", "VARCHAR(64)")
          .key("event_id", "VARCHAR(255)")
          .columns(INTEGER, "recommended_capacity", "desired_capacity");

  /** Parameters: group, end of the slot. */
  static final String DELETE_EFFECTS =
      "DELETE FROM calendar_effect WHERE group_id = ? AND slot_end = ?";

  /**
   * Finds a group's newest action anew if its decision is one, or has replaced that. Parameters:
   * group, whether the decision is an action, end of the slot.
   */
  static final String LAST_ACTION =
      "UPDATE group_latest SET (last_action, last_action_reason, last_action_slot_end,"
          + " last_action_from, last_action_to) = (SELECT action, reason, slot_end,"
          + " current_capacity, desired_capacity FROM decision"
          + " WHERE decision.group_id = group_latest.group_id AND decision.action <> 'HOLD'"
          + " ORDER BY decision.slot_end DESC LIMIT 1)"
          + " WHERE group_id = ? AND (? OR last_action_slot_end = ?)";

  /** Parameters: the group, the day. */
  static final String DELETE_EFFECT_DAY =
      "DELETE FROM calendar_effect_day WHERE group_id = ? AND epoch_day = ?";

  /** Sums up the effects of a day anew. Parameters: the day, the group, its start and its end. */
  static final String EFFECT_DAY =
      "INSERT INTO calendar_effect_day (epoch_day, group_id, guardrail, event_id, decisions,"
          + " instances, first_slot_end, last_slot_end) SELECT CAST(? AS INTEGER), group_id,"
          + " guardrail, event_id, COUNT(*), MAX(desired_capacity - recommended_capacity),"
          + " MIN(slot_end), MAX(slot_end) FROM calendar_effect"
          + " WHERE group_id = ? AND slot_end > ? AND slot_end <= ?"
          + " GROUP BY group_id, guardrail, event_id";

  /** Sums up an hour anew. Parameters: start of the hour, group, its start and its end. */
  static final Upsert HOUR =
      Upsert.into("decision_hour")
          .key("group_id", INTEGER)
          .key("hour_start", TIME)
          .columns(INTEGER, "decisions", "scale_outs", "scale_ins")
          .columns(INTEGER, "capacity_minimum", "capacity_maximum")
          .columns(INTEGER, "desired_minimum", "desired_maximum")
          .columns(REAL, "cpu_average", "cpu_minimum", "cpu_maximum")
          .columns(REAL, "in_service_average", "demand_average")
          .columns(REAL, "forecast_cpu_average", "forecast_cpu_lower", "forecast_cpu_upper")
          .columns(REAL, "forecast_error_average", "persistence_error_average")
          .from(
              "SELECT group_id, CAST(? AS TIMESTAMP WITH TIME ZONE), COUNT(*),"
                  + " SUM(CASE WHEN action = 'SCALE_OUT' THEN 1 ELSE 0 END),"
                  + " SUM(CASE WHEN action = 'SCALE_IN' THEN 1 ELSE 0 END),"
                  + " MIN(current_capacity), MAX(current_capacity),"
                  + " MIN(desired_capacity), MAX(desired_capacity),"
                  + " AVG(cpu_utilization), MIN(cpu_utilization), MAX(cpu_utilization),"
                  + " AVG(in_service_instances), AVG(cpu_utilization * in_service_instances), "
                  + averageCpu("next_expected")
                  + ", "
                  + averageCpu("next_lower")
                  + ", "
                  + averageCpu("next_upper")
                  + ", AVG(recent_forecast_error), AVG(recent_persistence_error)"
                  + " FROM decision WHERE group_id = ? AND slot_end > ? AND slot_end <= ?"
                  + " GROUP BY group_id");

  /** Parameters: the first slot twice, the last slot twice, the model. */
  static final String MODEL_USE =
      "UPDATE model SET first_slot_end = LEAST(COALESCE(first_slot_end, ?), ?),"
          + " last_slot_end = GREATEST(COALESCE(last_slot_end, ?), ?) WHERE id = ?";

  private DecisionStatements() {}

  /** A forecast of demand as CPU at the capacity in service. */
  private static String averageCpu(String column) {
    return "AVG(CASE WHEN forecast_quantity = 'DEMAND' THEN "
        + column
        + " / NULLIF(in_service_instances, 0) ELSE "
        + column
        + " END)";
  }
}
