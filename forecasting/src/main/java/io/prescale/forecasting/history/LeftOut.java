package io.prescale.forecasting.history;

import java.util.Locale;

/** A part of the history that is not used, and why. Immutable. */
public final class LeftOut {
  private final String source;
  private final String reason;
  private final long count;
  private final long firstLine;

  /**
   * @param source file or group
   * @param reason what is wrong with it
   * @param count rows that are left out; 0 for the whole source
   * @param firstLine line of the first of them, the header being line 1; 0 where there is none
   */
  LeftOut(String source, String reason, long count, long firstLine) {
    this.source = source;
    this.reason = reason;
    this.count = count;
    this.firstLine = firstLine;
  }

  /** File or group. */
  public String source() {
    return source;
  }

  /** What is wrong with it. */
  public String reason() {
    return reason;
  }

  /** Rows that are left out; 0 for the whole source. */
  public long count() {
    return count;
  }

  /** Line of the first of them, the header being line 1; 0 where there is none. */
  public long firstLine() {
    return firstLine;
  }

  /** As a user reads it. */
  @Override
  public String toString() {
    String rows =
        count == 0 ? "" : String.format(Locale.ROOT, "%,d row%s, ", count, count == 1 ? "" : "s");
    return source
        + ": "
        + rows
        + reason
        + (firstLine == 0 ? "" : " (first: line " + firstLine + ")");
  }
}
