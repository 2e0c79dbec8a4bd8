package io.prescale.forecasting.history;

import io.prescale.domain.metric.Signal;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The rows of one group in columns of primitives: a month of minutes of CPU takes 0.7 MB. */
final class RowBuffer {
  private static final Signal[] SIGNALS = Signal.values();

  private final String target;
  private final SignalColumns columns = new SignalColumns();
  private final BitSet sales = new BitSet();
  private final double[] line = new double[SIGNALS.length];
  private long unsorted;

  /** When each row was written; {@code null} as long as no row says. */
  private long[] writtenAt;

  /**
   * @param target the column whose values stand as CPU utilisation
   */
  RowBuffer(String target) {
    this.target = target;
  }

  void add(HistoryRow row) {
    int size = columns.size();
    if (size > 0 && row.timestamp() < columns.time(size - 1)) {
      unsorted++;
    }
    for (Signal signal : SIGNALS) {
      line[signal.ordinal()] = row.value(signal);
    }
    columns.add(row.timestamp(), line);
    if (row.writtenAt() != 0 || writtenAt != null) {
      addWrittenAt(size, row.writtenAt());
    }
    sales.set(size, row.saleActive());
  }

  private void addWrittenAt(int row, long time) {
    if (writtenAt == null) {
      writtenAt = new long[row + 1];
    } else if (row >= writtenAt.length) {
      writtenAt = Arrays.copyOf(writtenAt, row + (row >> 1) + 1);
    }
    writtenAt[row] = time;
  }

  /**
   * Row numbers by time stamp; rows of the same time stamp by when they were written, then in the
   * order of arrival.
   */
  int[] order() {
    if (unsorted == 0 && writtenAt == null) {
      return IntStream.range(0, size()).toArray();
    }
    return IntStream.range(0, size())
        .boxed()
        .sorted(
            Comparator.<Integer>comparingLong(this::timestamp).thenComparingLong(this::writtenAt))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  String target() {
    return target;
  }

  int size() {
    return columns.size();
  }

  /** Rows with a time stamp before that of the row in front of them. */
  long unsorted() {
    return unsorted;
  }

  long timestamp(int row) {
    return columns.time(row);
  }

  private long writtenAt(int row) {
    return writtenAt == null ? 0 : writtenAt[row];
  }

  boolean saleActive(int row) {
    return sales.get(row);
  }

  double value(int row, Signal signal) {
    return columns.value(row, signal);
  }

  boolean hasAny(Signal signal) {
    return columns.hasAny(signal);
  }
}
