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

  /** What is left out and why, as a user reads it, without the source. */
  public String description() {
    String rows =
        count == 0 ? "" : String.format(Locale.ROOT, "%,d row%s, ", count, count == 1 ? "" : "s");
    return rows + reason + (firstLine == 0 ? "" : " (first: line " + firstLine + ")");
  }

  /** The same behind the source. */
  @Override
  public String toString() {
    return source + ": " + description();
  }
}
