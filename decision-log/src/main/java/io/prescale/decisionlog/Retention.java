package io.prescale.decisionlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

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
    Optional<OffsetDateTime> deleted = deleteOldest("decision", "slot_end", firstKept);
    if (deleted.isPresent()) {
      deleteGoneGroups(deleted.get());
    }
    boolean any = deleted.isPresent();
    any |= deleteOldest("decision_hour", "hour_start", firstKept.minusHours(1)).isPresent();
    any |= deleteOldest("calendar_effect", "slot_end", firstKept).isPresent();
    OffsetDateTime firstForecast = RowBinder.toTime(newest - forecasts.toMillis());
    any |= deleteOldest("decision_forecast", "slot_end", firstForecast).isPresent();
    any |= deleteEffectDays(CalendarEffects.dayOf(newest - decisions.toMillis())) > 0;
    return any;
  }

  /** Returns the slot, or hour, of which rows were deleted. */
  private Optional<OffsetDateTime> deleteOldest(
      String table, String column, OffsetDateTime firstKept) throws SQLException {
    OffsetDateTime oldest;
    try (PreparedStatement select =
            connection.prepareStatement("SELECT MIN(" + column + ") FROM " + table);
        ResultSet result = select.executeQuery()) {
      oldest = result.next() ? result.getObject(1, OffsetDateTime.class) : null;
    }
    if (oldest == null || !oldest.isBefore(firstKept)) {
      return Optional.empty();
    }
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM " + table + " WHERE " + column + " = ?")) {
      delete.setObject(1, oldest);
      delete.executeUpdate();
    }
    return Optional.of(oldest);
  }

  /** Groups whose newest decision is in the slot, or before, have no decision any more. */
  private void deleteGoneGroups(OffsetDateTime deletedSlotEnd) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM group_latest WHERE slot_end <= ?")) {
      delete.setObject(1, deletedSlotEnd);
      delete.executeUpdate();
    }
  }

  /** All days before: a few rows of each group that an event concerned. */
  private int deleteEffectDays(int firstKept) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM calendar_effect_day WHERE epoch_day < ?")) {
      delete.setInt(1, firstKept);
      return delete.executeUpdate();
    }
  }
}
