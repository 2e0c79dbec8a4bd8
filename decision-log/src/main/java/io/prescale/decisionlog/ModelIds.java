package io.prescale.decisionlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The row numbers of model bundles; those not met before get one. For one thread. */
final class ModelIds {
  static final int LONGEST_NAME = 255;

  private static final int REMEMBERED = 1_000;
  private static final Upsert INSERT =
      Upsert.into("model").key("name", "VARCHAR(" + LONGEST_NAME + ")").onlyInsert();

  private final SqlDialect dialect;
  private final Map<String, Integer> known = new HashMap<>();

  ModelIds(SqlDialect dialect) {
    this.dialect = dialect;
  }

  /** The number of a model, which it gets if it has none yet. */
  int of(Connection connection, String name) throws SQLException {
    String storable = StorableText.of(name, LONGEST_NAME);
    Integer id = known.get(storable);
    if (id == null) {
      if (known.size() >= REMEMBERED) {
        known.clear();
      }
      try (PreparedStatement insert = connection.prepareStatement(dialect.upsert(INSERT))) {
        insert.setString(1, storable);
        insert.executeUpdate();
      }
      id = find(connection, storable);
      known.put(storable, id);
    }
    return id;
  }

  /** To be called after a rollback: what was inserted is gone. */
  void forget() {
    known.clear();
  }

  private static int find(Connection connection, String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT id FROM model WHERE name = ?")) {
      select.setString(1, name);
      try (ResultSet result = select.executeQuery()) {
        if (!result.next()) {
          throw new SQLException("model " + name + " is not in the table that it was put in");
        }
        return result.getInt(1);
      }
    }
  }
}
