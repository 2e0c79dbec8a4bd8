package io.prescale.decisionlog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A row that is inserted, or replaces the one with the same key. Immutable once built. */
final class Upsert {
  private final String table;
  private final List<String> keys = new ArrayList<>();
  private final Map<String, String> typeOfColumn = new LinkedHashMap<>();
  private final Map<String, String> expressions = new LinkedHashMap<>();
  private String condition;
  private String source;
  private boolean insertOnly;

  private Upsert(String table) {
    this.table = table;
  }

  static Upsert into(String table) {
    return new Upsert(table);
  }

  /** Adds a column of the key; columns are bound in the order in which they are added. */
  Upsert key(String column, String type) {
    keys.add(column);
    return column(column, type);
  }

  Upsert column(String column, String type) {
    typeOfColumn.put(column, type);
    return this;
  }

  /** Adds columns of one type. */
  Upsert columns(String type, String... names) {
    for (String name : names) {
      column(name, type);
    }
    return this;
  }

  /** Sets a column of a row that is replaced to an expression; the table has a default for it. */
  Upsert setting(String column, String expression) {
    expressions.put(column, expression);
    return this;
  }

  /**
   * Replaces a row only under a condition; {@code NEW} in it stands for the new row, the table's
   * name for the row that is there.
   */
  Upsert onlyIf(String sql) {
    condition = sql;
    return this;
  }

  /** Leaves a row that is there as it is. */
  Upsert onlyInsert() {
    insertOnly = true;
    return this;
  }

  /** Takes the rows from a query instead of from parameters. */
  Upsert from(String query) {
    source = query;
    return this;
  }

  String table() {
    return table;
  }

  List<String> keys() {
    return keys;
  }

  List<String> columns() {
    return new ArrayList<>(typeOfColumn.keySet());
  }

  /** Whether a row that is there stays as it is. */
  boolean isInsertOnly() {
    return insertOnly;
  }

  /** What an update sets, as SQL, where {@code newRow} is the name of the new row. */
  String assignments(String newRow) {
    List<String> assignments = new ArrayList<>();
    for (String column : typeOfColumn.keySet()) {
      if (!keys.contains(column)) {
        assignments.add(column + " = " + newRow + "." + column);
      }
    }
    expressions.forEach((column, expression) -> assignments.add(column + " = " + expression));
    return String.join(", ", assignments);
  }

  String typeOf(String column) {
    return typeOfColumn.get(column);
  }

  /** The query that gives the rows. */
  Optional<String> source() {
    return Optional.ofNullable(source);
  }

  Optional<String> condition(String newRow) {
    return Optional.ofNullable(condition).map(sql -> sql.replace("NEW.", newRow + "."));
  }
}
