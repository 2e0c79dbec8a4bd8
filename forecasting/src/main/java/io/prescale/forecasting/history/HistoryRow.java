package io.prescale.forecasting.history;

import io.prescale.domain.metric.Signal;
import java.util.Arrays;

/**
 * One line of a history file, with its own time stamp. Immutable.
 *
 * <p>A value is what the signal was over the period that starts at the time stamp: percent for CPU,
 * bytes or requests in the period, instances.
 */
public final class HistoryRow {
  private final String group;
  private final long timestamp;
  private final double[] values;
  private final boolean saleActive;
  private final long writtenAt;
  private final long line;

  /** The values stand in the order of {@link Signal}; {@code NaN} where absent. */
  HistoryRow(
      String group,
      long timestamp,
      double[] values,
      boolean saleActive,
      long writtenAt,
      long line) {
    this.group = group;
    this.timestamp = timestamp;
    this.values = values;
    this.saleActive = saleActive;
    this.writtenAt = writtenAt;
    this.line = line;
  }

  /** Auto scaling group name: the group column, or the file's name without its ending. */
  public String group() {
    return group;
  }

  /** Start of the period, epoch milliseconds. */
  public long timestamp() {
    return timestamp;
  }

  /** The signal's value, finite and not negative; {@code NaN} where absent. */
  public double value(Signal signal) {
    return values[signal.ordinal()];
  }

  /** Whether the signal has a value. */
  public boolean has(Signal signal) {
    return !Double.isNaN(value(signal));
  }

  /** Whether a sale was on; {@code false} where the file does not say. */
  public boolean saleActive() {
    return saleActive;
  }

  /** When it was written, epoch milliseconds; 0 where the file does not say. */
  public long writtenAt() {
    return writtenAt;
  }

  /** Line of the file, the header being line 1. */
  public long line() {
    return line;
  }

  @Override
  public String toString() {
    return "HistoryRow{" + group + " @" + timestamp + " " + Arrays.toString(values) + "}";
  }
}
