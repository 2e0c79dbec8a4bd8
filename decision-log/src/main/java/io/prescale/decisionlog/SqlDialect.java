package io.prescale.decisionlog;

import java.sql.Driver;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;

/** What differs between the databases that can hold the decision log. */
public enum SqlDialect {
  /** PostgreSQL 11 or newer. */
  POSTGRESQL("jdbc:postgresql:", '?', "float4") {
    @Override
    Driver driver() {
      return new org.postgresql.Driver();
    }

    @Override
    Properties defaultProperties() {
      Properties properties = new Properties();
      properties.setProperty("ApplicationName", "prescale");
      properties.setProperty("connectTimeout", "10");
      properties.setProperty("socketTimeout", "60");
      properties.setProperty("tcpKeepAlive", "true");
      return properties;
    }

    @Override
    String upsert(Upsert upsert) {
      return "INSERT INTO "
          + upsert.table()
          + " ("
          + String.join(", ", upsert.columns())
          + ") "
          + upsert.source().orElseGet(() -> "VALUES (" + parameters(upsert) + ")")
          + " ON CONFLICT ("
          + String.join(", ", upsert.keys())
          + ") DO "
          + (upsert.isInsertOnly()
              ? "NOTHING"
              : "UPDATE SET "
                  + upsert.assignments("excluded")
                  + upsert.condition("excluded").map(only -> " WHERE " + only).orElse(""));
    }
  },

  /** H2 2.2, embedded or as a server. */
  H2("jdbc:h2:", ';', "REAL") {
    @Override
    Driver driver() {
      return new org.h2.Driver();
    }

    @Override
    Properties defaultProperties() {
      return new Properties();
    }

    @Override
    String upsert(Upsert upsert) {
      String matched =
          upsert.isInsertOnly()
              ? ""
              : " WHEN MATCHED"
                  + upsert.condition("new_row").map(only -> " AND " + only).orElse("")
                  + " THEN UPDATE SET "
                  + upsert.assignments("new_row");
      return "MERGE INTO "
          + upsert.table()
          + " USING ("
          + upsert.source().orElseGet(() -> "VALUES (" + typedParameters(upsert) + ")")
          + ") AS new_row ("
          + String.join(", ", upsert.columns())
          + ") ON "
          + upsert.keys().stream()
              .map(key -> upsert.table() + "." + key + " = new_row." + key)
              .collect(Collectors.joining(" AND "))
          + matched
          + " WHEN NOT MATCHED THEN INSERT ("
          + String.join(", ", upsert.columns())
          + ") VALUES ("
          + upsert.columns().stream()
              .map(column -> "new_row." + column)
              .collect(Collectors.joining(", "))
          + ")";
    }
  };

  private final String urlPrefix;
  private final char parameterSeparator;
  private final String realType;

  SqlDialect(String urlPrefix, char parameterSeparator, String realType) {
    this.urlPrefix = urlPrefix;
    this.parameterSeparator = parameterSeparator;
    this.realType = realType;
  }

  /**
   * The dialect of a database.
   *
   * @throws IllegalArgumentException if it is not one of these
   */
  public static SqlDialect of(String url) {
    for (SqlDialect dialect : values()) {
      if (url.startsWith(dialect.urlPrefix)) {
        return dialect;
      }
    }
    throw new IllegalArgumentException(
        "the decision log cannot be kept in '"
            + url.substring(0, Math.min(url.length(), 40))
            + "'; expected jdbc:postgresql://HOST/DATABASE or jdbc:h2:file:PATH");
  }

  abstract Driver driver();

  /** What a connection gets where its URL does not say otherwise. */
  abstract Properties defaultProperties();

  /** The statement that inserts a row or updates the one that is there. */
  abstract String upsert(Upsert upsert);

  /** Name of the element type of an array of {@code REAL}. */
  String realType() {
    return realType;
  }

  /** What stands between a URL and its parameters. */
  char parameterSeparator() {
    return parameterSeparator;
  }

  /** The folder of the migrations that only this database has. */
  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String parameters(Upsert upsert) {
    return upsert.columns().stream().map(column -> "?").collect(Collectors.joining(", "));
  }

  private static String typedParameters(Upsert upsert) {
    return upsert.columns().stream()
        .map(column -> "CAST(? AS " + upsert.typeOf(column) + ")")
        .collect(Collectors.joining(", "));
  }
}
