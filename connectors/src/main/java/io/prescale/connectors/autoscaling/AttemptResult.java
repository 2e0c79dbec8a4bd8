package io.prescale.connectors.autoscaling;

/** What one attempt at a command gave: an outcome, or a failure that may pass. Immutable. */
final class AttemptResult {
  private final CommandOutcome outcome;
  private final String reason;
  private final Throwable cause;

  private AttemptResult(CommandOutcome outcome, String reason, Throwable cause) {
    this.outcome = outcome;
    this.reason = reason;
    this.cause = cause;
  }

  static AttemptResult done(CommandOutcome outcome, String reason) {
    return new AttemptResult(outcome, reason, null);
  }

  /** For what nobody foresaw: the cause is worth its stack trace. */
  static AttemptResult unforeseen(Throwable cause) {
    return new AttemptResult(CommandOutcome.FAILED, cause.toString(), cause);
  }

  /** Try again. */
  static AttemptResult retry(String reason) {
    return new AttemptResult(null, reason, null);
  }

  boolean isRetry() {
    return outcome == null;
  }

  CommandOutcome outcome() {
    return outcome;
  }

  String reason() {
    return reason;
  }

  /** Null unless unforeseen. */
  Throwable cause() {
    return cause;
  }
}
