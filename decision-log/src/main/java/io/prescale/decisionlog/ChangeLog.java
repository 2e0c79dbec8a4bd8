package io.prescale.decisionlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Writes which calendar and which model were in force when. */
final class ChangeLog {
  private static final int LONGEST_PATH = 2048;
  private static final int LONGEST_VERSION = 64;
  private static final int LONGEST_TEXT = 8 * 1024 * 1024;

  private static final Upsert CALENDAR =
      Upsert.into("calendar")
          .key("version", "CHAR(64)")
          .column("source", "VARCHAR(2048)")
          .column("json", "TEXT");
  private static final Upsert CALENDAR_SWAP =
      Upsert.into("calendar_swap").key("since", DecisionColumns.TIME).column("version", "CHAR(64)");
  private static final Upsert MODEL_SWAP =
      Upsert.into("model_swap").key("since", DecisionColumns.TIME).column("model_id", "INTEGER");

  private final Connection connection;
  private final SqlDialect dialect;

  ChangeLog(Connection connection, SqlDialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** A calendar that is in force already changes nothing. */
  void calendar(long since, String version, String source, String json) throws SQLException {
    try (PreparedStatement statement = upsert(CALENDAR)) {
      new RowBinder(statement, dialect)
          .text(version, LONGEST_VERSION)
          .text(source, LONGEST_PATH)
          .text(json, LONGEST_TEXT);
      statement.executeUpdate();
    }
    if (!version.equals(inForce("calendar_swap", "version", since))) {
      try (PreparedStatement statement = upsert(CALENDAR_SWAP)) {
        new RowBinder(statement, dialect).time(since).text(version, LONGEST_VERSION);
        statement.executeUpdate();
      }
    }
  }

  /** A model that is in force already changes nothing. */
  void model(long since, ModelRecord model, ModelIds models) throws SQLException {
    int id = models.of(connection, model.name());
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE model SET bundle_path = ?, version = ?, manifest = ? WHERE id = ?")) {
      new RowBinder(statement, dialect)
          .text(model.bundlePath(), LONGEST_PATH)
          .text(model.version(), LONGEST_VERSION)
          .text(model.manifest(), LONGEST_TEXT)
          .integer(id);
      statement.executeUpdate();
    }
    if (!Integer.toString(id).equals(inForce("model_swap", "model_id", since))) {
      try (PreparedStatement statement = upsert(MODEL_SWAP)) {
        new RowBinder(statement, dialect).time(since).integer(id);
        statement.executeUpdate();
      }
    }
  }

  private String inForce(String table, String column, long at) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + column
                + " FROM "
                + table
                + " WHERE since <= ? ORDER BY since DESC LIMIT 1")) {
      new RowBinder(select, dialect).time(at);
      try (ResultSet result = select.executeQuery()) {
        return result.next() ? result.getString(1) : null;
      }
    }
  }

  private PreparedStatement upsert(Upsert upsert) throws SQLException {
    return connection.prepareStatement(dialect.upsert(upsert));
  }
}
