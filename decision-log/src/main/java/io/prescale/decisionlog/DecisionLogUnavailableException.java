package io.prescale.decisionlog;

/** The database cannot be reached, at the moment. */
public final class DecisionLogUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DecisionLogUnavailableException(DatabaseAddress database, Throwable cause) {
    super("the database " + database + " cannot be reached: " + rootMessage(cause), cause);
  }

  private static String rootMessage(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
