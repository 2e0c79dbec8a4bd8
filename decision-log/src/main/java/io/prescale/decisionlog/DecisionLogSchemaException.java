package io.prescale.decisionlog;

/** The schema in the database is not one that this version can use; the message says why. */
public final class DecisionLogSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DecisionLogSchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
