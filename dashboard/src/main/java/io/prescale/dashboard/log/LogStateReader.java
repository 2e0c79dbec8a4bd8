package io.prescale.dashboard.log;

import io.prescale.domain.time.TimeScale;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reads how far the log has come. */
public final class LogStateReader {
  /** Clocks may differ so much. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

  /** A group is stale whose newest slot is so much older than that of the fleet. */
  private static final Duration FRESH = Duration.ofMinutes(15);

  private final TimeScale timeScale;
  private final Clock clock;

  public LogStateReader(TimeScale timeScale, Clock clock) {
    this.timeScale = timeScale;
    this.clock = clock;
  }

  public LogState read(Connection connection) throws SQLException {
    Instant latestPossible = timeScale.now(clock).plus(CLOCK_TOLERANCE);
    return SqlRows.select(
            "SELECT COUNT(*) AS group_count, MAX(recorded_at) AS newest_record,"
                + " CURRENT_TIMESTAMP AS database_now, MAX(slot_end) AS newest,"
                + " MAX(CASE WHEN slot_end <= CAST(? AS TIMESTAMP WITH TIME ZONE)"
                + " THEN slot_end END) AS newest_possible,"
                + " SUM(CASE WHEN slot_end > CAST(? AS TIMESTAMP WITH TIME ZONE)"
                + " THEN 1 ELSE 0 END) AS ahead FROM group_latest")
        .add("", latestPossible, latestPossible)
        .one(connection, LogStateReader::state);
  }

  /** The oldest slot that is not stale: one wrong clock must not make all other groups stale. */
  static Instant oldestFresh(LogState state) {
    return state.newestSlot().map(newest -> newest.minus(FRESH)).orElse(Instant.EPOCH);
  }

  private static LogState state(ResultSet row) throws SQLException {
    Long possible = SqlRows.millis(row, "newest_possible");
    Long newest = possible == null ? SqlRows.millis(row, "newest") : possible;
    return new LogState(
        row.getInt("group_count"),
        Optional.ofNullable(newest).map(Instant::ofEpochMilli),
        Optional.ofNullable(SqlRows.millis(row, "newest_record")).map(Instant::ofEpochMilli),
        Instant.ofEpochMilli(SqlRows.millis(row, "database_now")),
        row.getInt("ahead"));
  }
}
