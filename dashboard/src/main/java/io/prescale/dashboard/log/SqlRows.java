package io.prescale.dashboard.log;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * One query and its parameters. Values only ever become parameters; the text of a query is made of
 * constants.
 */
final class SqlRows {
  static final int TIMEOUT_SECONDS = 10;

  private final StringBuilder sql = new StringBuilder(1024);
  private final List<Object> parameters = new ArrayList<>();

  static SqlRows select(String constant) {
    return new SqlRows().add(constant);
  }

  /** Adds constant text with one parameter for each question mark in it. */
  SqlRows add(String constant, Object... values) {
    sql.append(constant);
    for (Object value : values) {
      parameters.add(value instanceof Instant ? ((Instant) value).atOffset(ZoneOffset.UTC) : value);
    }
    return this;
  }

  /** Adds a bracketed list of parameters. */
  SqlRows addList(List<?> values) {
    sql.append('(');
    for (int index = 0; index < values.size(); index++) {
      sql.append(index == 0 ? "?" : ", ?");
    }
    sql.append(')');
    parameters.addAll(values);
    return this;
  }

  <T> List<T> list(Connection connection, Reader<T> reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
      statement.setQueryTimeout(TIMEOUT_SECONDS);
      statement.setFetchSize(2_000);
      for (int index = 0; index < parameters.size(); index++) {
        statement.setObject(index + 1, parameters.get(index));
      }
      try (ResultSet result = statement.executeQuery()) {
        List<T> rows = new ArrayList<>();
        while (result.next()) {
          rows.add(reader.read(result));
        }
        return rows;
      }
    }
  }

  /** The only row of a query that has exactly one. */
  <T> T one(Connection connection, Reader<T> reader) throws SQLException {
    return list(connection, reader).get(0);
  }

  /** Epoch milliseconds; {@code null} for none. */
  static Long millis(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant().toEpochMilli();
  }

  /** {@code null} for none. */
  static Double real(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : rounded(value);
  }

  /** {@code null} for none. */
  static Integer integer(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }

  /** Empty for none. */
  static List<String> texts(ResultSet row, String column) throws SQLException {
    List<String> texts = new ArrayList<>();
    for (Object element : elements(row, column)) {
      texts.add(String.valueOf(element));
    }
    return texts;
  }

  /** Empty for none; elements may be {@code null}. */
  static List<Double> reals(ResultSet row, String column) throws SQLException {
    List<Double> reals = new ArrayList<>();
    for (Object element : elements(row, column)) {
      reals.add(element == null ? null : rounded(((Number) element).doubleValue()));
    }
    return reals;
  }

  /** Four decimals are more than a page shows, and make its data a third as large. */
  static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }

  private static Object[] elements(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? new Object[0] : (Object[]) array.getArray();
  }

  /** Reads one row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
