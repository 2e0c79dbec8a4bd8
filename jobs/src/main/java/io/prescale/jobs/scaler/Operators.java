package io.prescale.jobs.scaler;

/**
 * The identifiers of all operators of the jobs: a savepoint finds its state by them, so none may
 * ever change. The name, which the Flink web UI shows, is the same.
 */
public final class Operators {
  public static final String METRICS = "metrics";
  public static final String FLEET = "fleet";
  public static final String CALENDAR = "calendar";
  public static final String MODELS = "models";
  public static final String DECODE = "decode";
  public static final String METRIC_TIME = "metric-time";
  public static final String BINDINGS = "fleet-bindings";
  public static final String FLEET_CHANGES = "fleet-changes";
  public static final String BIND = "bind";
  public static final String SEQUENCE = "sequence";
  public static final String FORECAST = "forecast";
  public static final String DECIDE = "decide";
  public static final String COMMANDS = "commands";
  public static final String AUTO_SCALING = "auto-scaling";
  public static final String DECISIONS_FILES = "decisions-files";
  public static final String DECISIONS_STREAM = "decisions-stream";
  public static final String DEAD_LETTERS_FILES = "dead-letters-files";

  public static final String DECISIONS = "decisions";
  public static final String DECODE_DECISIONS = "decode-decisions";
  public static final String CALENDAR_IN_FORCE = "calendar-in-force";
  public static final String MODEL_IN_FORCE = "model-in-force";
  public static final String HISTORY_FILES = "history-files";
  public static final String DECISION_LOG = "decision-log";
  public static final String CALENDAR_LOG = "calendar-log";
  public static final String MODEL_LOG = "model-log";

  private Operators() {}
}
