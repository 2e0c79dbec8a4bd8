package io.prescale.decisionlog;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;

/** Where the database of the decision log is. Immutable. */
public final class DatabaseAddress implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String url;
  private final String user;
  private final String password;
  private final SqlDialect dialect;

  private DatabaseAddress(String url, String user, String password) {
    this.url = Objects.requireNonNull(url, "url");
    this.user = Objects.requireNonNull(user, "user");
    this.password = Objects.requireNonNull(password, "password");
    this.dialect = SqlDialect.of(url);
  }

  /**
   * A database.
   *
   * @param url such as {@code jdbc:postgresql://host/database} or {@code jdbc:h2:file:/path}
   * @param user empty for none
   * @param password empty for none
   * @throws IllegalArgumentException if the URL is not one of PostgreSQL or H2
   */
  public static DatabaseAddress of(String url, String user, String password) {
    return new DatabaseAddress(url, user, password);
  }

  /** A database that needs no user, or whose URL names one. */
  public static DatabaseAddress of(String url) {
    return new DatabaseAddress(url, "", "");
  }

  public String url() {
    return url;
  }

  /** Empty for none. */
  public String user() {
    return user;
  }

  /** Empty for none. */
  public String password() {
    return password;
  }

  public SqlDialect dialect() {
    return dialect;
  }

  /**
   * A new connection. Where the URL does not say otherwise, a server that does not answer is given
   * up after some seconds.
   *
   * @throws SQLException if there is none to be had
   */
  public Connection connect() throws SQLException {
    Properties properties = dialect.defaultProperties();
    if (!user.isEmpty()) {
      properties.setProperty("user", user);
    }
    if (!password.isEmpty()) {
      properties.setProperty("password", password);
    }
    // Not by DriverManager, which does not see drivers in a job's class loader.
    return dialect.driver().connect(url, properties);
  }

  /** Without user and password, and without what may hide one in the URL. */
  @Override
  public String toString() {
    int parameters = url.indexOf(dialect.parameterSeparator());
    return parameters < 0 ? url : url.substring(0, parameters);
  }
}
