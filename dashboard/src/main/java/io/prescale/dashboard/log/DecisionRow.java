package io.prescale.dashboard.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A decision in a list. Times are epoch milliseconds, loads percent. */
public record DecisionRow(
    long slotEnd,
    String mode,
    String action,
    String reason,
    List<String> guardrails,
    List<String> calendarEvents,
    int currentCapacity,
    int recommendedCapacity,
    int desiredCapacity,
    Double cpu,
    Double forecastCpu) {

  static DecisionRow read(ResultSet row) throws SQLException {
    return new DecisionRow(
        SqlRows.millis(row, "slot_end"),
        row.getString("mode"),
        row.getString("action"),
        row.getString("reason"),
        SqlRows.texts(row, "guardrails"),
        SqlRows.texts(row, "calendar_events"),
        row.getInt("current_capacity"),
        row.getInt("recommended_capacity"),
        row.getInt("desired_capacity"),
        SqlRows.real(row, "cpu_utilization"),
        SqlRows.real(row, "forecast_cpu"));
  }
}
