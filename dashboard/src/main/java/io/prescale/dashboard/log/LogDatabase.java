package io.prescale.dashboard.log;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.prescale.dashboard.log.LogUnavailableException.Problem;
import io.prescale.decisionlog.DatabaseAddress;
import io.prescale.decisionlog.DecisionLogSchema;
import io.prescale.decisionlog.DecisionLogSchemaException;
import io.prescale.decisionlog.DecisionLogUnavailableException;
import io.prescale.decisionlog.SqlDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/**
 * Reads the database of the decision log through a pool of connections. Everything has a time-out,
 * so that a database that hangs shows as an error on the page and not as a page that hangs.
 */
public final class LogDatabase implements AutoCloseable {
  private static final int CONNECTIONS = 8;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final int SOCKET_TIMEOUT_SECONDS = 15;

  /** SQL states: of a table that is not there, in PostgreSQL and in H2. */
  private static final String NO_TABLE = "42P01";

  private static final String NO_TABLE_H2 = "42S02";
  private static final String NO_TABLE_IN_EMPTY_H2 = "42S04";

  /** SQL states: of a column that is not there. */
  private static final String NO_COLUMN = "42703";

  private static final String NO_COLUMN_H2 = "42S22";

  private final DatabaseAddress address;
  private final HikariDataSource connections;
  private volatile boolean schemaKnown;

  /** Opens no connection yet: a database that is down may come up later. */
  public LogDatabase(DatabaseAddress address) {
    this.address = address;
    this.connections = new HikariDataSource(configuration(address));
  }

  private static HikariConfig configuration(DatabaseAddress address) {
    HikariConfig configuration = new HikariConfig();
    configuration.setPoolName("prescale-dashboard");
    configuration.setJdbcUrl(address.url());
    if (!address.user().isEmpty()) {
      configuration.setUsername(address.user());
    }
    if (!address.password().isEmpty()) {
      configuration.setPassword(address.password());
    }
    configuration.setMaximumPoolSize(CONNECTIONS);
    configuration.setMinimumIdle(1);
    configuration.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
    configuration.setValidationTimeout(CONNECT_TIMEOUT.toMillis() / 2);
    configuration.setInitializationFailTimeout(-1);
    configuration.setReadOnly(true);
    if (address.dialect() == SqlDialect.POSTGRESQL) {
      configuration.addDataSourceProperty("ApplicationName", "prescale-dashboard");
      configuration.addDataSourceProperty("connectTimeout", CONNECT_TIMEOUT.toSeconds());
      configuration.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
      configuration.addDataSourceProperty("tcpKeepAlive", true);
    }
    return configuration;
  }

  public SqlDialect dialect() {
    return address.dialect();
  }

  /**
   * Runs a query.
   *
   * @throws LogUnavailableException if the log cannot be read, with a message for the user
   */
  public <T> T read(Query<T> query) {
    try (Connection connection = connections.getConnection()) {
      if (!schemaKnown) {
        checkSchema();
      }
      return query.on(connection);
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  /** Once: who updates the recorder restarts the dashboard too. */
  private void checkSchema() {
    try {
      new DecisionLogSchema(address).check();
      schemaKnown = true;
    } catch (DecisionLogSchemaException e) {
      throw new LogUnavailableException(Problem.OTHER_SCHEMA, sentence(e.getMessage()), e);
    } catch (DecisionLogUnavailableException e) {
      throw new LogUnavailableException(Problem.UNREACHABLE, sentence(e.getMessage()), e);
    }
  }

  private static String sentence(String message) {
    return Character.toUpperCase(message.charAt(0)) + message.substring(1);
  }

  private LogUnavailableException explained(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    switch (state) {
      case NO_TABLE:
      case NO_TABLE_H2:
      case NO_TABLE_IN_EMPTY_H2:
        return new LogUnavailableException(
            Problem.NO_LOG,
            "The database "
                + address
                + " holds no decision log yet. The recorder job creates it when it starts; this"
                + " page shows it then.",
            failure);
      case NO_COLUMN:
      case NO_COLUMN_H2:
        return new LogUnavailableException(
            Problem.OTHER_SCHEMA,
            "The decision log in "
                + address
                + " is of another version of Prescale. Run recorder and dashboard of the same"
                + " version.",
            failure);
      default:
        return unexplained(failure, state);
    }
  }

  private LogUnavailableException unexplained(SQLException failure, String state) {
    if (failure instanceof SQLTransientConnectionException || state.startsWith("08")) {
      return new LogUnavailableException(
          Problem.UNREACHABLE,
          "The database "
              + address
              + " cannot be reached: "
              + innermost(failure)
              + ". Scaling goes on without it; this page recovers by itself.",
          failure);
    }
    // PostgreSQL says "canceled" in state 57014 and has no class for it.
    if (failure instanceof SQLTimeoutException || state.equals("57014")) {
      return new LogUnavailableException(
          Problem.TOO_SLOW,
          "The database "
              + address
              + " took longer than "
              + SqlRows.TIMEOUT_SECONDS
              + " s to answer. Try a shorter range, or give the database more resources.",
          failure);
    }
    return new LogUnavailableException(
        Problem.FAILED,
        "The database " + address + " refused a query; the dashboard's log has the details.",
        failure);
  }

  private static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.lines().findFirst().orElse(message);
  }

  @Override
  public void close() {
    connections.close();
  }

  /** What is asked of the database. */
  @FunctionalInterface
  public interface Query<T> {
    T on(Connection connection) throws SQLException;
  }
}
