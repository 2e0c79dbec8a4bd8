package io.prescale.decisionlog;

import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence.Unavailable;
import io.prescale.domain.policy.Guardrail;
import io.prescale.domain.policy.PreviousCommand;
import io.prescale.domain.policy.Reason;
import io.prescale.domain.policy.ScalingAction;
import io.prescale.domain.policy.ScalingDecision;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads decisions back as they were made, in the precision of the log (about seven digits), without
 * the weights of the forecast and its errors by horizon, which only {@code group_latest} has.
 */
public final class DecisionLogReader {
  private static final String SELECT =
      "SELECT d.*, g.name AS group_name, m.name AS model_name, f.expected, f.lower_bound,"
          + " f.upper_bound FROM decision d JOIN scaling_group g ON g.id = d.group_id"
          + " LEFT JOIN model m ON m.id = d.model_id"
          + " LEFT JOIN decision_forecast f ON f.group_id = d.group_id AND f.slot_end = d.slot_end"
          + " WHERE g.name_hash = ? AND d.slot_end >= ? AND d.slot_end < ? ORDER BY d.slot_end";

  private final Connection connection;

  public DecisionLogReader(Connection connection) {
    this.connection = connection;
  }

  /**
   * The decisions of a group, in the order of time.
   *
   * @param from end of the first slot, epoch milliseconds
   * @param to before the end of the first slot that is not wanted, epoch milliseconds
   */
  public List<ScalingDecision> decisions(String group, long from, long to) throws SQLException {
    List<ScalingDecision> decisions = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setString(1, StorableText.hash(group));
      select.setObject(2, RowBinder.toTime(from));
      select.setObject(3, RowBinder.toTime(to));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          decisions.add(decision(row));
        }
      }
    }
    return decisions;
  }

  private static ScalingDecision decision(ResultSet row) throws SQLException {
    ScalingDecision decision = new ScalingDecision();
    decision.group = row.getString("group_name");
    decision.slotEnd = time(row, "slot_end");
    decision.id = decision.group + "@" + decision.slotEnd;
    decision.mode = ScalingMode.valueOf(row.getString("mode"));
    decision.action = ScalingAction.valueOf(row.getString("action"));
    decision.reason = Reason.valueOf(row.getString("reason"));
    decision.guardrails =
        texts(row, "guardrails").stream().map(Guardrail::valueOf).toArray(Guardrail[]::new);
    decision.currentCapacity = row.getInt("current_capacity");
    decision.recommendedCapacity = row.getInt("recommended_capacity");
    decision.desiredCapacity = row.getInt("desired_capacity");
    decision.observedCpu = real(row, "cpu_utilization");
    decision.observedNetworkIn = real(row, "network_in");
    decision.observedRequestCount = real(row, "request_count");
    decision.observedInServiceInstances = real(row, "in_service_instances");
    decision.forecast = forecast(row);
    String unavailable = row.getString("forecast_unavailable");
    decision.forecastUnavailable =
        unavailable == null ? Unavailable.AVAILABLE : Unavailable.valueOf(unavailable);
    decision.forecastCpu = real(row, "forecast_cpu");
    decision.recentForecastError = real(row, "recent_forecast_error");
    decision.recentPersistenceError = real(row, "recent_persistence_error");
    decision.previousCommand = previousCommand(row);
    decision.calendarEvents = texts(row, "calendar_events").toArray(new String[0]);
    decision.validUntil = time(row, "valid_until");
    return decision;
  }

  private static Forecast forecast(ResultSet row) throws SQLException {
    String quantity = row.getString("forecast_quantity");
    if (quantity == null) {
      return null;
    }
    return new Forecast(
        row.getString("model_name"),
        Forecast.Quantity.valueOf(quantity),
        reals(row, "expected"),
        reals(row, "lower_bound"),
        reals(row, "upper_bound"));
  }

  private static PreviousCommand previousCommand(ResultSet row) throws SQLException {
    PreviousCommand.Status status =
        PreviousCommand.Status.valueOf(row.getString("previous_status"));
    return status == PreviousCommand.Status.NONE
        ? new PreviousCommand()
        : new PreviousCommand(
            status, time(row, "previous_slot_end"), row.getInt("previous_desired_capacity"));
  }

  private static long time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant().toEpochMilli();
  }

  private static double real(ResultSet row, String column) throws SQLException {
    float value = row.getFloat(column);
    return row.wasNull() ? Double.NaN : value;
  }

  /** {@code null} where the retention has removed them. */
  private static double[] reals(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    if (array == null) {
      return null;
    }
    Object[] elements = (Object[]) array.getArray();
    double[] values = new double[elements.length];
    for (int index = 0; index < values.length; index++) {
      values[index] =
          elements[index] == null ? Double.NaN : ((Number) elements[index]).doubleValue();
    }
    return values;
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    List<String> texts = new ArrayList<>();
    Array array = row.getArray(column);
    if (array != null) {
      for (Object element : (Object[]) array.getArray()) {
        texts.add((String) element);
      }
    }
    return texts;
  }
}
