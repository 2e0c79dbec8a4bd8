package io.prescale.connectors.decisionlog;

import io.prescale.decisionlog.DatabaseAddress;
import io.prescale.decisionlog.DecisionLogSchema;
import io.prescale.decisionlog.DecisionLogWriter;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to the log that is opened when it is needed, and again after it broke. */
final class LogConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogConnection.class);

  private final DatabaseAddress database;
  private DecisionLogWriter writer;

  LogConnection(DatabaseAddress database) {
    this.database = database;
  }

  /**
   * The writer, behind a schema of this version.
   *
   * @throws SQLException if the database cannot be reached
   * @throws io.prescale.decisionlog.DecisionLogUnavailableException the same
   * @throws io.prescale.decisionlog.DecisionLogSchemaException if the schema cannot be used
   */
  DecisionLogWriter writer() throws SQLException {
    if (writer == null) {
      new DecisionLogSchema(database).migrate();
      writer = DecisionLogWriter.open(database);
      LOG.info("Connected to the decision log in {}", database);
    }
    return writer;
  }

  /** Gives the connection up; the next call opens another. */
  @Override
  public void close() {
    if (writer != null) {
      try {
        writer.close();
      } catch (SQLException e) {
        LOG.debug("Closing a connection that is lost", e);
      }
      writer = null;
    }
  }
}
