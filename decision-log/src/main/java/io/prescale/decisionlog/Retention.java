package io.prescale.decisionlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;

/** Deletes what is old, one slot of all groups at a time. */
final class Retention {
  private final Connection connection;

  Retention(Connection connection) {
    this.connection = connection;
  }

  /**
   * Deletes the oldest slot of each table that is older than its retention.
   *
   * @return whether there was one
   */
  boolean deleteOldest(long newest, Duration decisions, Duration forecasts) throws SQLException {
    OffsetDateTime firstKept = RowBinder.toTime(newest - decisions.toMillis());
    boolean any = deleteOldest("decision", "slot_end", firstKept);
    any |= deleteOldest("decision_hour", "hour_start", firstKept.minusHours(1));
    any |= deleteOldest("calendar_effect", "slot_end", firstKept);
    any |=
        deleteOldest(
            "decision_forecast", "slot_end", RowBinder.toTime(newest - forecasts.toMillis()));
    return any;
  }

  private boolean deleteOldest(String table, String column, OffsetDateTime firstKept)
      throws SQLException {
    OffsetDateTime oldest;
    try (PreparedStatement select =
            connection.prepareStatement("SELECT MIN(" + column + ") FROM " + table);
        ResultSet result = select.executeQuery()) {
      oldest = result.next() ? result.getObject(1, OffsetDateTime.class) : null;
    }
    if (oldest == null || !oldest.isBefore(firstKept)) {
      return false;
    }
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM " + table + " WHERE " + column + " = ?")) {
      delete.setObject(1, oldest);
      delete.executeUpdate();
    }
    return true;
  }
}
