package io.prescale.dashboard.testing;

import io.prescale.decisionlog.DatabaseAddress;
import io.prescale.decisionlog.DecisionLogSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/**
 * A large made-up log in PostgreSQL, filled by the database itself. Rows lie in the order in which
 * the recorder writes them: slot by slot, all groups of a slot together.
 */
final class LargeLog {
  private static final String DEMAND =
      "(400 + 300 * sin(extract(epoch FROM s) / 13750.98 + g) + 40 * random())";

  private final DatabaseAddress address;
  private final int groups;
  private final int groupsWithHistory;
  private final int days;

  LargeLog(DatabaseAddress address, int groups, int groupsWithHistory, int days) {
    this.address = address;
    this.groups = groups;
    this.groupsWithHistory = groupsWithHistory;
    this.days = days;
  }

  /**
   * @param newest end of the newest slot
   */
  void fill(Instant newest) throws SQLException {
    new DecisionLogSchema(address).migrate();
    String end = "timestamptz '" + newest + "'";
    // Filling takes minutes, in which the server says nothing.
    DatabaseAddress patient =
        DatabaseAddress.of(address.url() + "?socketTimeout=0", address.user(), address.password());
    try (Connection connection = patient.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = off");
      statement.execute("SET maintenance_work_mem = '512MB'");
      statement.execute(
          "INSERT INTO scaling_group (id, name, name_hash) SELECT g, 'service-' || g % 97 || '-' ||"
              + " lpad(g::text, 5, '0'), md5(g::text) || md5('x' || g) FROM generate_series(1, "
              + groups
              + ") g");
      // Indexes are made after the rows, which is faster and gives the same.
      statement.execute("ALTER TABLE decision DROP CONSTRAINT decision_pkey");
      statement.execute(
          "DROP INDEX decision_by_slot, decision_actions, decision_actions_by_slot,"
              + " decision_guardrails");
      decisions(statement, end + " - interval '" + days + " days'", end, 1, groupsWithHistory);
      decisions(statement, end + " - interval '3 hours'", end, groupsWithHistory + 1, groups);
      statement.execute("ALTER TABLE decision ADD PRIMARY KEY (group_id, slot_end)");
      statement.execute("CREATE INDEX decision_by_slot ON decision (slot_end)");
      statement.execute(
          "CREATE INDEX decision_actions ON decision (group_id, slot_end) WHERE action <> 'HOLD'");
      statement.execute(
          "CREATE INDEX decision_actions_by_slot ON decision (slot_end) WHERE action <> 'HOLD'");
      statement.execute(
          "CREATE INDEX decision_guardrails ON decision (group_id, slot_end) INCLUDE (guardrails)"
              + " WHERE guardrails IS NOT NULL");
      hours(statement, end);
      newestDecisions(statement, end);
      effects(statement, end);
      statement.execute("VACUUM ANALYZE");
    }
  }

  private static void decisions(Statement statement, String from, String to, int first, int last)
      throws SQLException {
    statement.execute(
        "INSERT INTO decision (slot_end, valid_until, group_id, current_capacity,"
            + " recommended_capacity, desired_capacity, cpu_utilization, in_service_instances,"
            + " forecast_cpu, next_expected, next_lower, next_upper, hour_expected, hour_lower,"
            + " hour_upper, recent_forecast_error, recent_persistence_error, mode, action, reason,"
            + " forecast_quantity, previous_status, guardrails)"
            + " SELECT s, s + interval '15 minutes', g, 12, 12, 12, d / 12, 12, d / 12, d, d - 40,"
            + " d + 40, d, d - 90, d + 90, 20, 25,"
            + " CASE WHEN g % 3 = 0 THEN 'OBSERVE' ELSE 'ENFORCE' END,"
            + " CASE WHEN d > 690 THEN 'SCALE_OUT' WHEN d < 130 THEN 'SCALE_IN' ELSE 'HOLD' END,"
            + " 'FORECAST_WITHIN_BOUNDS', 'DEMAND', 'APPLIED',"
            + " CASE WHEN d > 600 THEN ARRAY['MAX_SIZE'] END"
            + " FROM (SELECT s, g, "
            + DEMAND
            + " AS d FROM generate_series("
            + from
            + " + interval '5 minutes', "
            + to
            + ", interval '5 minutes') s CROSS JOIN generate_series("
            + first
            + ", "
            + last
            + ") g) rows");
  }

  private void hours(Statement statement, String end) throws SQLException {
    statement.execute(
        "INSERT INTO decision_hour SELECT s, g, 12, 1, 1, 11, 13, 11, 13, d / 12, d / 14, d / 10,"
            + " 12, d, d / 12, d / 14, d / 10, 20, 25 FROM (SELECT s, g, "
            + DEMAND
            + " AS d FROM generate_series(date_trunc('hour', "
            + end
            + ") - interval '"
            + days
            + " days', date_trunc('hour', "
            + end
            + "), interval '1 hour') s CROSS JOIN generate_series(1, "
            + groupsWithHistory
            + ") g) rows");
  }

  private void newestDecisions(Statement statement, String end) throws SQLException {
    statement.execute(
        "INSERT INTO group_latest (slot_end, valid_until, last_action_slot_end, group_id,"
            + " current_capacity, recommended_capacity, desired_capacity, last_action_from,"
            + " last_action_to, cpu_utilization, in_service_instances, forecast_cpu,"
            + " next_expected, next_lower, next_upper, hour_expected, hour_lower, hour_upper,"
            + " recent_forecast_error, recent_persistence_error, mode, action, reason,"
            + " forecast_quantity, previous_status, last_action, last_action_reason, expected,"
            + " lower_bound, upper_bound, horizon_errors, horizon_persistence_errors)"
            + " SELECT slot_end, valid_until, slot_end - interval '20 minutes', group_id,"
            + " current_capacity, recommended_capacity, desired_capacity, 11, 12, cpu_utilization,"
            + " in_service_instances, forecast_cpu, next_expected, next_lower, next_upper,"
            + " hour_expected, hour_lower, hour_upper, recent_forecast_error * (0.5 + random()),"
            + " recent_persistence_error, mode, action, reason, forecast_quantity,"
            + " previous_status, 'SCALE_OUT', 'FORECAST_HIGH', array_fill(next_expected,"
            + " ARRAY[12]), array_fill(next_lower, ARRAY[12]), array_fill(next_upper, ARRAY[12]),"
            + " array_fill(20::real, ARRAY[12]), array_fill(25::real, ARRAY[12])"
            + " FROM decision WHERE slot_end = "
            + end);
  }

  private void effects(Statement statement, String end) throws SQLException {
    statement.execute(
        "INSERT INTO calendar_effect SELECT s, g, 10, 12, 'CALENDAR_FLOOR', 'sale' FROM"
            + " generate_series("
            + end
            + " - interval '2 days', "
            + end
            + ", interval '5 minutes') s CROSS JOIN generate_series(1, "
            + groupsWithHistory / 2
            + ") g");
    statement.execute(
        "INSERT INTO calendar_effect_day SELECT MIN(slot_end), MAX(slot_end), group_id,"
            + " floor((extract(epoch FROM slot_end) - 0.001) / 86400)::int AS day, COUNT(*),"
            + " MAX(desired_capacity - recommended_capacity), guardrail, event_id"
            + " FROM calendar_effect GROUP BY group_id, day, guardrail, event_id");
  }
}
