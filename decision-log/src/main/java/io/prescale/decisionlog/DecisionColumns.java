package io.prescale.decisionlog;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence.Unavailable;
import io.prescale.domain.policy.PreviousCommand;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.time.Slots;
import java.sql.SQLException;

/** The columns that {@code decision} and {@code group_latest} have in common, and their values. */
final class DecisionColumns {
  static final int LONGEST_EVENT_ID = 255;

  static final String TIME = "TIMESTAMP WITH TIME ZONE";
  static final String INTEGER = "INTEGER";
  static final String REAL = "REAL";
  static final String REALS = "REAL ARRAY";

  private DecisionColumns() {}

  /** Adds all but the key: the group's number and the slot's end. */
  static Upsert addTo(Upsert upsert) {
    return upsert
        .columns(TIME, "valid_until", "previous_slot_end")
        .columns(
            INTEGER,
            "model_id",
            "current_capacity",
            "recommended_capacity",
            "desired_capacity",
            "previous_desired_capacity")
        .columns(REAL, "cpu_utilization", "network_in", "request_count", "in_service_instances")
        .columns(REAL, "forecast_cpu", "next_expected", "next_lower", "next_upper")
        .columns(REAL, "hour_expected", "hour_lower", "hour_upper")
        .columns(REAL, "recent_forecast_error", "recent_persistence_error")
        .columns("VARCHAR(16)", "mode", "action")
        .columns("VARCHAR(64)", "reason")
        .columns("VARCHAR(16)", "forecast_quantity")
        .columns("VARCHAR(32)", "forecast_unavailable")
        .columns("VARCHAR(16)", "previous_status")
        .columns("VARCHAR(64) ARRAY", "guardrails")
        .columns("VARCHAR(" + LONGEST_EVENT_ID + ") ARRAY", "calendar_events");
  }

  /** Binds them, in the same order. */
  static void bind(RowBinder row, ScalingDecision decision, Integer modelId) throws SQLException {
    row.time(decision.validUntil);
    PreviousCommand previous = decision.previousCommand;
    boolean none = previous.status == PreviousCommand.Status.NONE;
    if (none) {
      row.noTime();
    } else {
      row.time(previous.slotEnd);
    }
    row.integer(modelId)
        .integer(decision.currentCapacity)
        .integer(decision.recommendedCapacity)
        .integer(decision.desiredCapacity)
        .integer(none ? null : Integer.valueOf(previous.desiredCapacity))
        .real(decision.observedCpu)
        .real(decision.observedNetworkIn)
        .real(decision.observedRequestCount)
        .real(decision.observedInServiceInstances)
        .real(decision.forecastCpu);
    bindHorizon(row, decision.forecast, 0);
    bindHorizon(row, decision.forecast, Slots.HORIZONS - 1);
    row.real(decision.recentForecastError)
        .real(decision.recentPersistenceError)
        .name(decision.mode)
        .name(decision.action)
        .name(decision.reason)
        .name(decision.forecast == null ? null : decision.forecast.quantity)
        .name(
            decision.forecastUnavailable == Unavailable.AVAILABLE
                ? null
                : decision.forecastUnavailable)
        .name(previous.status)
        .names(decision.guardrails)
        .texts(decision.calendarEvents, LONGEST_EVENT_ID);
  }

  private static void bindHorizon(RowBinder row, Forecast forecast, int horizon)
      throws SQLException {
    row.real(at(forecast == null ? null : forecast.expected, horizon))
        .real(at(forecast == null ? null : forecast.lower, horizon))
        .real(at(forecast == null ? null : forecast.upper, horizon));
  }

  private static double at(double[] values, int index) {
    return values == null || index >= values.length ? Double.NaN : values[index];
  }
}
