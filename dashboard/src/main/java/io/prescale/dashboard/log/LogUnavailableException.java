package io.prescale.dashboard.log;

/** The decision log cannot be read now. The message is for the user and says what to do. */
public final class LogUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of trouble it is. */
  public enum Problem {
    /** The database cannot be reached, or refuses the user. */
    UNREACHABLE,
    /** The database took longer than a page may take. */
    TOO_SLOW,
    /** The database has no tables of the decision log. */
    NO_LOG,
    /** The tables are of another version of Prescale. */
    OTHER_SCHEMA,
    /** The database refused a query. */
    FAILED
  }

  private final Problem problem;

  LogUnavailableException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
