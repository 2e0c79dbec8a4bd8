package io.prescale.decisionlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Binds the parameters of a statement one after the other. Absent values become {@code NULL}. */
final class RowBinder {
  private final PreparedStatement statement;
  private final SqlDialect dialect;
  private int index;

  RowBinder(PreparedStatement statement, SqlDialect dialect) {
    this.statement = statement;
    this.dialect = dialect;
  }

  static OffsetDateTime toTime(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC);
  }

  /** Epoch milliseconds. */
  RowBinder time(long epochMillis) throws SQLException {
    statement.setObject(++index, toTime(epochMillis));
    return this;
  }

  RowBinder noTime() throws SQLException {
    statement.setNull(++index, Types.TIMESTAMP_WITH_TIMEZONE);
    return this;
  }

  RowBinder integer(int value) throws SQLException {
    statement.setInt(++index, value);
    return this;
  }

  RowBinder integer(Integer value) throws SQLException {
    statement.setObject(++index, value, Types.INTEGER);
    return this;
  }

  RowBinder flag(boolean value) throws SQLException {
    statement.setBoolean(++index, value);
    return this;
  }

  /** {@code NULL} for what is not a number, or too large for a {@code REAL}. */
  RowBinder real(double value) throws SQLException {
    if (Float.isFinite((float) value)) {
      statement.setFloat(++index, (float) value);
    } else {
      statement.setNull(++index, Types.REAL);
    }
    return this;
  }

  /** {@code NULL} for {@code null}, also inside for what is not a number. */
  RowBinder reals(double[] values) throws SQLException {
    if (values == null) {
      statement.setNull(++index, Types.ARRAY);
      return this;
    }
    Object[] elements = new Object[values.length];
    for (int element = 0; element < values.length; element++) {
      float value = (float) values[element];
      elements[element] = Float.isFinite(value) ? (Object) value : null;
    }
    return array(dialect.realType(), elements);
  }

  /** {@code NULL} for {@code null}. */
  RowBinder text(String value, int longest) throws SQLException {
    statement.setString(++index, value == null ? null : StorableText.of(value, longest));
    return this;
  }

  RowBinder name(Enum<?> value) throws SQLException {
    statement.setString(++index, value == null ? null : value.name());
    return this;
  }

  /** {@code NULL} for none. */
  RowBinder names(Enum<?>[] values) throws SQLException {
    Object[] elements = new Object[values.length];
    for (int element = 0; element < values.length; element++) {
      elements[element] = values[element].name();
    }
    return texts(elements);
  }

  /** {@code NULL} for none. */
  RowBinder texts(String[] values, int longest) throws SQLException {
    Object[] elements = new Object[values.length];
    for (int element = 0; element < values.length; element++) {
      elements[element] = StorableText.of(values[element], longest);
    }
    return texts(elements);
  }

  void addToBatch() throws SQLException {
    statement.addBatch();
    index = 0;
  }

  private RowBinder texts(Object[] elements) throws SQLException {
    if (elements.length == 0) {
      statement.setNull(++index, Types.ARRAY);
      return this;
    }
    return array("varchar", elements);
  }

  private RowBinder array(String type, Object[] elements) throws SQLException {
    Connection connection = statement.getConnection();
    statement.setArray(++index, connection.createArrayOf(type, elements));
    return this;
  }
}
