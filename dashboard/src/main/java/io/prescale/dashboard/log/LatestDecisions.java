package io.prescale.dashboard.log;

import io.prescale.dashboard.log.LatestDecision.ForecastAhead;
import io.prescale.dashboard.log.LatestDecision.ForecastError;
import io.prescale.dashboard.log.LatestDecision.LastAction;
import io.prescale.dashboard.log.LatestDecision.PreviousCommandState;
import io.prescale.decisionlog.SqlDialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The query of the newest decisions, and what its rows mean. */
final class LatestDecisions {
  /** Demand divided by it is CPU; the desired capacity where it is not known what serves. */
  private static final String INSTANCES =
      "COALESCE(NULLIF(l.in_service_instances, 0), NULLIF(l.current_capacity, 0))";

  private LatestDecisions() {}

  /**
   * All groups as a table with the columns of {@code group_latest}, those of the warnings, and
   * those that can be sorted by.
   *
   * @param oldestFresh a group whose newest slot ends before is stale
   */
  static SqlRows addTo(SqlRows sql, SqlDialect dialect, Instant oldestFresh) {
    sql.add("SELECT w.*, ");
    sql.add(
        Arrays.stream(Warning.values())
            .map(
                warning ->
                    "CASE WHEN w." + warning.column() + " THEN " + weight(warning) + " ELSE 0 END")
            .collect(Collectors.joining(" + ")));
    sql.add(" AS severity FROM (SELECT g.id, g.name, l.*, m.name AS model_name, ");
    sql.add(inCpu("l.next_expected") + " AS forecast_next, ");
    sql.add(inCpu("l.hour_expected") + " AS forecast_hour, ");
    sql.add("l.recent_forecast_error / NULLIF(l.recent_persistence_error, 0) AS error_ratio");
    for (Warning warning : Warning.values()) {
      sql.add(", " + warning.condition(dialect) + " AS " + warning.column());
      if (warning == Warning.STALE) {
        sql.add("", oldestFresh);
      }
    }
    return sql.add(
        " FROM group_latest l JOIN scaling_group g ON g.id = l.group_id"
            + " LEFT JOIN model m ON m.id = l.model_id) w");
  }

  static LatestDecision read(ResultSet row) throws SQLException {
    double instances = instances(row);
    boolean demand = "DEMAND".equals(row.getString("forecast_quantity"));
    double divisor = demand ? instances : 1;
    return new LatestDecision(
        row.getInt("id"),
        row.getString("name"),
        row.getString("mode"),
        SqlRows.millis(row, "slot_end"),
        SqlRows.millis(row, "recorded_at"),
        row.getInt("current_capacity"),
        row.getInt("recommended_capacity"),
        row.getInt("desired_capacity"),
        SqlRows.real(row, "in_service_instances"),
        SqlRows.real(row, "cpu_utilization"),
        row.getString("action"),
        row.getString("reason"),
        SqlRows.texts(row, "guardrails"),
        SqlRows.texts(row, "calendar_events"),
        warnings(row),
        new ForecastAhead(
            divided(SqlRows.reals(row, "expected"), divisor),
            divided(SqlRows.reals(row, "lower_bound"), divisor),
            divided(SqlRows.reals(row, "upper_bound"), divisor)),
        new ForecastError(
            SqlRows.real(row, "recent_forecast_error"),
            SqlRows.real(row, "recent_persistence_error"),
            SqlRows.real(row, "error_ratio"),
            row.getString("forecast_quantity")),
        lastAction(row),
        new PreviousCommandState(
            row.getString("previous_status"),
            SqlRows.millis(row, "previous_slot_end"),
            SqlRows.integer(row, "previous_desired_capacity")),
        row.getString("model_name"),
        row.getString("forecast_unavailable"),
        List.of());
  }

  private static LastAction lastAction(ResultSet row) throws SQLException {
    String action = row.getString("last_action");
    return action == null
        ? null
        : new LastAction(
            action,
            row.getString("last_action_reason"),
            SqlRows.millis(row, "last_action_slot_end"),
            row.getInt("last_action_from"),
            row.getInt("last_action_to"));
  }

  private static List<String> warnings(ResultSet row) throws SQLException {
    List<String> warnings = new ArrayList<>();
    for (Warning warning : Warning.values()) {
      if (row.getBoolean(warning.column())) {
        warnings.add(warning.label());
      }
    }
    return warnings;
  }

  private static double instances(ResultSet row) throws SQLException {
    double inService = row.getDouble("in_service_instances");
    return inService > 0 ? inService : row.getInt("current_capacity");
  }

  private static List<Double> divided(List<Double> values, double divisor) {
    return values.stream()
        .map(value -> value == null || divisor <= 0 ? null : SqlRows.rounded(value / divisor))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static String inCpu(String column) {
    return "CASE WHEN l.forecast_quantity = 'DEMAND' THEN "
        + column
        + " / "
        + INSTANCES
        + " ELSE "
        + column
        + " END";
  }

  private static int weight(Warning warning) {
    return 1 << (Warning.values().length - 1 - warning.ordinal());
  }
}
