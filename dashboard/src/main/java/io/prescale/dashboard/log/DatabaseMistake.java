package io.prescale.dashboard.log;

import io.prescale.decisionlog.DatabaseAddress;
import io.prescale.decisionlog.SqlDialect;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells an address of a database that is wrong, which no waiting mends, from a database that is
 * down, which the dashboard shows on its page until it is up.
 */
public final class DatabaseMistake {
  /** PostgreSQL: there is no such database. */
  private static final String NO_DATABASE = "3D000";

  /** PostgreSQL: class of refused users and passwords. */
  private static final String REFUSED_LOGIN = "28";

  /** H2: there is no such file; its server knows no such database; wrong user or password. */
  private static final String NO_FILE_H2 = "90146";

  private static final String NO_DATABASE_H2 = "90149";

  /** PostgreSQL's driver: among others, a URL that it cannot parse. */
  private static final String UNEXPECTED = "99999";

  private DatabaseMistake() {}

  /**
   * Tries to connect once. Creates nothing.
   *
   * @return what is wrong with the address and what to do, or empty if nothing is, or it cannot be
   *     told because the server is not reached
   */
  public static Optional<String> of(DatabaseAddress address) {
    try (Connection connection = existing(address).connect()) {
      return connection == null ? Optional.of(notUnderstood(address)) : Optional.empty();
    } catch (SQLException e) {
      return explained(address, e);
    }
  }

  /** H2 makes a file that is not there, which nobody wants of a program that only reads. */
  private static DatabaseAddress existing(DatabaseAddress address) {
    String url = address.url();
    boolean creates =
        address.dialect() == SqlDialect.H2
            && !url.startsWith("jdbc:h2:mem:")
            && !url.toUpperCase(Locale.ROOT).contains(";IFEXISTS=");
    return creates
        ? DatabaseAddress.of(url + ";IFEXISTS=TRUE", address.user(), address.password())
        : address;
  }

  private static Optional<String> explained(DatabaseAddress address, SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    if (state.equals(NO_DATABASE) || state.equals(NO_FILE_H2) || state.equals(NO_DATABASE_H2)) {
      return Optional.of(
          "there is no database "
              + address
              + "; the recorder job writes the log: give the dashboard the same URL");
    }
    if (state.startsWith(REFUSED_LOGIN)) {
      return Optional.of(
          "the database "
              + address
              + " refuses the user: see PRESCALE_DATABASE_USER and PRESCALE_DATABASE_PASSWORD");
    }
    if (state.equals(UNEXPECTED)) {
      return Optional.of(notUnderstood(address));
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return Optional.of("there is no host of the name in " + address);
      }
    }
    return Optional.empty();
  }

  private static String notUnderstood(DatabaseAddress address) {
    return address + " is not a URL that the driver understands; expected " + example(address);
  }

  private static String example(DatabaseAddress address) {
    switch (address.dialect()) {
      case POSTGRESQL:
        return "jdbc:postgresql://HOST:PORT/DATABASE";
      case H2:
        return "jdbc:h2:file:PATH";
    }
    throw new AssertionError(address.dialect());
  }
}
