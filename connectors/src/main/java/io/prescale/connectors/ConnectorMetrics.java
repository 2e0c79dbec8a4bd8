package io.prescale.connectors;

/** Names of the metrics that this module registers, all under the group {@value #GROUP}. */
public final class ConnectorMetrics {
  /** Group of every metric of Prescale. */
  public static final String GROUP = "prescale";

  /** Counter: polls that succeeded. */
  public static final String POLLS = "polls";

  /** Counter: polls that failed; the last good answer stayed in force. */
  public static final String POLL_FAILURES = "poll_failures";

  /** Gauge: milliseconds since the last good poll; -1 before the first. */
  public static final String LAST_GOOD_POLL_AGE = "last_good_poll_age_ms";

  /** Key of the group that splits {@link #COMMANDS} by outcome. */
  public static final String OUTCOME = "outcome";

  /** Counter, one for each outcome: scaling commands that ended so. */
  public static final String COMMANDS = "commands";

  /** Counter: attempts of a command that failed and are tried again. */
  public static final String COMMAND_RETRIES = "command_retries";

  /** Gauge: commands taken and not done yet. */
  public static final String COMMANDS_PENDING = "commands_pending";

  /** Counter: entries written to the decision log. */
  public static final String LOG_ENTRIES = "log_entries";

  /** Counter: entries that the database of the decision log will never take. */
  public static final String LOG_ENTRIES_REFUSED = "log_entries_refused";

  /** Counter: attempts to write to the decision log that failed and are repeated. */
  public static final String LOG_RETRIES = "log_retries";

  /** Gauge: entries that wait to be written to the decision log. */
  public static final String LOG_ENTRIES_WAITING = "log_entries_waiting";

  private ConnectorMetrics() {}
}
