package io.prescale.forecasting.history;

import io.prescale.domain.metric.Signal;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The rows of one group in columns of primitives: a month of minutes takes about 2.4 MB. */
final class RowBuffer {
  private static final int SIGNALS = Signal.values().length;
  private static final int INITIAL_CAPACITY = 1024;

  private long[] timestamps = new long[INITIAL_CAPACITY];
  private boolean[] sales = new boolean[INITIAL_CAPACITY];
  private double[] values = new double[INITIAL_CAPACITY * SIGNALS];
  private int size;
  private long unsorted;

  void add(HistoryRow row) {
    if (size == timestamps.length) {
      int capacity = size * 2;
      timestamps = Arrays.copyOf(timestamps, capacity);
      sales = Arrays.copyOf(sales, capacity);
      values = Arrays.copyOf(values, capacity * SIGNALS);
    }
    if (size > 0 && row.timestamp() < timestamps[size - 1]) {
      unsorted++;
    }
    timestamps[size] = row.timestamp();
    sales[size] = row.saleActive();
    for (Signal signal : Signal.values()) {
      values[size * SIGNALS + signal.ordinal()] = row.value(signal);
    }
    size++;
  }

  /** Row numbers by time stamp; rows of the same time stamp in the order of arrival. */
  int[] order() {
    if (unsorted == 0) {
      return IntStream.range(0, size).toArray();
    }
    return IntStream.range(0, size)
        .boxed()
        .sorted((left, right) -> Long.compare(timestamps[left], timestamps[right]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  int size() {
    return size;
  }

  /** Rows with a time stamp before that of the row in front of them. */
  long unsorted() {
    return unsorted;
  }

  long timestamp(int row) {
    return timestamps[row];
  }

  boolean saleActive(int row) {
    return sales[row];
  }

  double value(int row, Signal signal) {
    return values[row * SIGNALS + signal.ordinal()];
  }

  boolean hasAny(Signal signal) {
    for (int row = 0; row < size; row++) {
      if (!Double.isNaN(value(row, signal))) {
        return true;
      }
    }
    return false;
  }
}
