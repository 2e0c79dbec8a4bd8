package io.prescale.connectors.autoscaling;

/** What became of a scaling command, in the end. */
public enum CommandOutcome {
  /** SetDesiredCapacity was called, and accepted. */
  APPLIED(Severity.NORMAL),
  /** The group is only observed: nothing was called. */
  DRY_RUN(Severity.NORMAL),
  /** Its time to be carried out is over. */
  EXPIRED(Severity.WARNING),
  /** The desired capacity is no longer what the decision started from: somebody changed it. */
  SUPERSEDED(Severity.WARNING),
  /** The desired capacity already is what the command asks for. */
  ALREADY_THERE(Severity.NORMAL),
  /** The group's present minimum or maximum leaves nothing of the command. */
  AT_GROUP_LIMIT(Severity.WARNING),
  /** There is no such group, or it is being deleted. */
  GROUP_NOT_FOUND(Severity.WARNING),
  /** The group's tags no longer say that it may be scaled, or the kill switch stops it. */
  NOT_ENFORCED(Severity.WARNING),
  /** The process that would carry it out (Launch, Terminate) is suspended. */
  PROCESS_SUSPENDED(Severity.WARNING),
  /** The API refused it as invalid. */
  REJECTED(Severity.WARNING),
  /** The API still failed at the last attempt. */
  GAVE_UP(Severity.FAILURE),
  /** The job's role may not do this. */
  ACCESS_DENIED(Severity.FAILURE),
  /** The job has no valid credentials. */
  CREDENTIALS_INVALID(Severity.FAILURE),
  /** Something unforeseen; the log has the stack trace. */
  FAILED(Severity.FAILURE);

  /** How loud it is told. */
  enum Severity {
    NORMAL,
    WARNING,
    FAILURE
  }

  private final Severity severity;

  CommandOutcome(Severity severity) {
    this.severity = severity;
  }

  Severity severity() {
    return severity;
  }
}
