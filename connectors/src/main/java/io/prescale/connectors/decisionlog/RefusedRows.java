package io.prescale.connectors.decisionlog;

import java.sql.SQLException;
import java.util.Set;

/** Tells a row that a database will never take from a database that is out of order. */
final class RefusedRows {
  /**
   * Classes of SQL states: cardinality, data (out of range, too long, wrong encoding), and
   * integrity (missing where it must not be).
   */
  private static final Set<String> CLASSES = Set.of("21", "22", "23");

  private RefusedRows() {}

  /** Whether a row is at fault; a batch hides the cause in the next exception. */
  static boolean isOne(SQLException failure) {
    for (SQLException e = failure; e != null; e = e.getNextException()) {
      String state = e.getSQLState();
      if (state != null && state.length() == 5 && CLASSES.contains(state.substring(0, 2))) {
        return true;
      }
    }
    return false;
  }
}
