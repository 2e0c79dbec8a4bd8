package io.prescale.dashboard.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Reads the course of a group hour by hour. */
final class HourSeriesReader {
  private static final long HOUR_SECONDS = Duration.ofHours(1).toSeconds();

  private final GroupSeries series = new GroupSeries(true);
  private long previousHour = Long.MIN_VALUE;

  private HourSeriesReader() {}

  static GroupSeries read(Connection connection, int group, Instant from, Instant to)
      throws SQLException {
    HourSeriesReader reader = new HourSeriesReader();
    SqlRows.select("SELECT * FROM decision_hour WHERE group_id = ?")
        .add("", group)
        .add(" AND hour_start >= ? AND hour_start <= ? ORDER BY hour_start", from, to)
        .list(connection, reader::add);
    SqlRows.select("SELECT forecast_quantity FROM group_latest WHERE group_id = ?")
        .add("", group)
        .list(connection, row -> row.getString("forecast_quantity"))
        .forEach(quantity -> reader.series.errorQuantity = quantity);
    reader.series.guardrails.addAll(GuardrailCounts.read(connection, group, from, to).sorted());
    return reader.series;
  }

  private Long add(ResultSet row) throws SQLException {
    long hour = SqlRows.millis(row, "hour_start") / 1000;
    // An hour without a decision breaks the lines of a chart.
    if (previousHour != Long.MIN_VALUE && hour - previousHour > HOUR_SECONDS) {
      series.addGap(previousHour + HOUR_SECONDS + HOUR_SECONDS / 2);
    }
    Double demand = SqlRows.real(row, "demand_average");
    series.times.add(hour + HOUR_SECONDS / 2);
    series.cpu.add(SqlRows.real(row, "cpu_average"));
    series.cpuLowest.add(SqlRows.real(row, "cpu_minimum"));
    series.cpuHighest.add(SqlRows.real(row, "cpu_maximum"));
    series.forecast.add(SqlRows.real(row, "forecast_cpu_average"));
    series.lower.add(SqlRows.real(row, "forecast_cpu_lower"));
    series.upper.add(SqlRows.real(row, "forecast_cpu_upper"));
    series.demand.add(demand == null ? null : SqlRows.rounded(demand / 100));
    series.capacity.add(row.getInt("capacity_maximum"));
    series.capacityLowest.add(row.getInt("capacity_minimum"));
    series.desired.add(row.getInt("desired_maximum"));
    series.desiredLowest.add(row.getInt("desired_minimum"));
    series.error.add(SqlRows.real(row, "forecast_error_average"));
    series.persistenceError.add(SqlRows.real(row, "persistence_error_average"));
    series.scaleOuts.add(row.getInt("scale_outs"));
    series.scaleIns.add(row.getInt("scale_ins"));
    previousHour = hour;
    return hour;
  }
}
