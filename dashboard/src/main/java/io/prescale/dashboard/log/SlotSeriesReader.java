package io.prescale.dashboard.log;

import io.prescale.domain.time.Slots;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Reads the course of a group slot by slot. */
final class SlotSeriesReader {
  private final GroupSeries series = new GroupSeries(false);
  private final GuardrailCounts guardrails = new GuardrailCounts();
  private long previousSlotEnd = Long.MIN_VALUE;
  private Forecast next = Forecast.NONE;

  private SlotSeriesReader() {}

  static GroupSeries read(Connection connection, int group, Instant from, Instant to)
      throws SQLException {
    SlotSeriesReader reader = new SlotSeriesReader();
    SqlRows.select(
            "SELECT slot_end, cpu_utilization, in_service_instances, current_capacity,"
                + " desired_capacity, forecast_quantity, next_expected, next_lower, next_upper,"
                + " recent_forecast_error, recent_persistence_error, action, reason, guardrails"
                + " FROM decision")
        .add(" WHERE group_id = ? AND slot_end > ? AND slot_end <= ?", group, from, to)
        .add(" ORDER BY slot_end")
        .list(connection, reader::add);
    reader.series.guardrails.addAll(reader.guardrails.sorted());
    return reader.series;
  }

  private Long add(ResultSet row) throws SQLException {
    long slotEnd = guardrails.add(row);
    int capacity = row.getInt("current_capacity");
    Double inService = SqlRows.real(row, "in_service_instances");
    double instances = inService != null && inService > 0 ? inService : capacity;
    Double cpu = SqlRows.real(row, "cpu_utilization");
    addGapBefore(slotEnd);
    series.times.add(slotEnd / 1000);
    series.cpu.add(cpu);
    // What was forecast for this slot, at the capacity that this slot turned out to have.
    Forecast forecast = slotEnd - previousSlotEnd == Slots.MILLIS ? next : Forecast.NONE;
    series.forecast.add(forecast.cpu(forecast.expected, instances));
    series.lower.add(forecast.cpu(forecast.lower, instances));
    series.upper.add(forecast.cpu(forecast.upper, instances));
    series.demand.add(cpu == null ? null : SqlRows.rounded(cpu * instances / 100));
    series.capacity.add(capacity);
    series.desired.add(row.getInt("desired_capacity"));
    series.error.add(SqlRows.real(row, "recent_forecast_error"));
    series.persistenceError.add(SqlRows.real(row, "recent_persistence_error"));
    String action = row.getString("action");
    series.scaleOuts.add("SCALE_OUT".equals(action) ? 1 : 0);
    series.scaleIns.add("SCALE_IN".equals(action) ? 1 : 0);
    series.reasons.add(row.getString("reason"));
    String quantity = row.getString("forecast_quantity");
    series.errorQuantity = quantity == null ? series.errorQuantity : quantity;
    next = Forecast.read(row, quantity);
    previousSlotEnd = slotEnd;
    return slotEnd;
  }

  /** A slot without a decision breaks the lines of a chart. */
  private void addGapBefore(long slotEnd) {
    if (previousSlotEnd == Long.MIN_VALUE || slotEnd - previousSlotEnd <= Slots.MILLIS) {
      return;
    }
    series.addGap((previousSlotEnd + Slots.MILLIS) / 1000);
  }

  /** The forecast of the next slot, in its own quantity. */
  private record Forecast(boolean isDemand, Double expected, Double lower, Double upper) {
    static final Forecast NONE = new Forecast(false, null, null, null);

    static Forecast read(ResultSet row, String quantity) throws SQLException {
      return new Forecast(
          "DEMAND".equals(quantity),
          SqlRows.real(row, "next_expected"),
          SqlRows.real(row, "next_lower"),
          SqlRows.real(row, "next_upper"));
    }

    Double cpu(Double value, double instances) {
      if (value == null || !isDemand) {
        return value;
      }
      return instances > 0 ? (Double) SqlRows.rounded(value / instances) : null;
    }
  }
}
