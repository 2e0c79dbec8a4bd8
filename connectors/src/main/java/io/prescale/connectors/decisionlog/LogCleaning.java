package io.prescale.connectors.decisionlog;

import io.prescale.decisionlog.DecisionLogWriter;
import java.sql.SQLException;
import java.util.function.LongSupplier;

/** Deletes what is older than its retention: one slot after each batch that was written. */
final class LogCleaning {
  private final LogRetention retention;
  private final LongSupplier now;

  /**
   * @param now the time that decisions live in, epoch milliseconds
   */
  LogCleaning(LogRetention retention, LongSupplier now) {
    this.retention = retention;
    this.now = now;
  }

  void next(DecisionLogWriter writer) throws SQLException {
    writer.deleteOldest(now.getAsLong(), retention.decisions(), retention.forecasts());
  }
}
