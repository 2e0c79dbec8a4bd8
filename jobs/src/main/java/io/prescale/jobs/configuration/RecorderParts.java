package io.prescale.jobs.configuration;

/** What a recorder job records of that which its options name. */
public enum RecorderParts {
  ALL(true, true, ""),
  HISTORY(true, false, "-history"),
  LOG(false, true, "-log");

  private final boolean history;
  private final boolean log;
  private final String suffix;

  RecorderParts(boolean history, boolean log, String suffix) {
    this.history = history;
    this.log = log;
    this.suffix = suffix;
  }

  boolean history() {
    return history;
  }

  boolean log() {
    return log;
  }

  /** Tells the jobs of one fleet apart: added to their name. */
  public String suffix() {
    return suffix;
  }
}
