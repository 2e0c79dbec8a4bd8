package io.prescale.decisionlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The row numbers of auto scaling groups; those not met before get one. For one thread. */
final class GroupIds {
  static final int LONGEST_NAME = 16_384;

  /** Groups remembered; one that was deleted long ago must not stay for ever. */
  private static final int REMEMBERED = 200_000;

  private static final Upsert INSERT =
      Upsert.into("scaling_group")
          .key("name_hash", "CHAR(64)")
          .column("name", "VARCHAR(" + LONGEST_NAME + ")")
          .onlyInsert();

  private final SqlDialect dialect;
  private final Map<String, Integer> known = new HashMap<>();

  GroupIds(SqlDialect dialect) {
    this.dialect = dialect;
  }

  /** Makes sure that all of these have a number. */
  void add(Connection connection, Collection<String> names) throws SQLException {
    Set<String> unknown = new LinkedHashSet<>(names);
    unknown.removeAll(known.keySet());
    if (unknown.isEmpty()) {
      return;
    }
    if (known.size() > REMEMBERED) {
      known.clear();
      unknown.addAll(names);
    }
    try (PreparedStatement select =
        connection.prepareStatement("SELECT id FROM scaling_group WHERE name_hash = ?")) {
      find(select, unknown);
      unknown.removeAll(known.keySet());
      insert(connection, unknown);
      find(select, unknown);
    }
  }

  int of(String name) {
    return known.get(name);
  }

  /** To be called after a rollback: what was inserted is gone. */
  void forget() {
    known.clear();
  }

  private void find(PreparedStatement select, Set<String> names) throws SQLException {
    for (String name : names) {
      select.setString(1, StorableText.hash(name));
      try (ResultSet result = select.executeQuery()) {
        if (result.next()) {
          known.put(name, result.getInt(1));
        }
      }
    }
  }

  private void insert(Connection connection, Set<String> names) throws SQLException {
    if (names.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(dialect.upsert(INSERT))) {
      RowBinder row = new RowBinder(insert, dialect);
      for (String name : names) {
        row.text(StorableText.hash(name), 64).text(name, LONGEST_NAME).addToBatch();
      }
      insert.executeBatch();
    }
  }
}
