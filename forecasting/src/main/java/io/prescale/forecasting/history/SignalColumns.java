package io.prescale.forecasting.history;

import io.prescale.domain.metric.Signal;
import java.util.Arrays;

/**
 * Times and values in columns of primitives. A signal without any value takes no space, so that a
 * month of five-minute CPU values takes 140 KB.
 */
final class SignalColumns {
  private static final int INITIAL_CAPACITY = 64;

  private long[] times = new long[INITIAL_CAPACITY];
  private final double[][] values = new double[Signal.values().length][];
  private int size;

  /**
   * Appends a line.
   *
   * @param line by ordinal of {@link Signal}; {@code NaN} where absent
   */
  void add(long time, double[] line) {
    if (size == times.length) {
      resize(size + (size >> 1));
    }
    times[size] = time;
    for (int signal = 0; signal < line.length; signal++) {
      if (values[signal] == null && !Double.isNaN(line[signal])) {
        values[signal] = new double[times.length];
        Arrays.fill(values[signal], 0, size, Double.NaN);
      }
      if (values[signal] != null) {
        values[signal][size] = line[signal];
      }
    }
    size++;
  }

  /** Gives back what no line uses. */
  void trim() {
    if (size < times.length) {
      resize(size);
    }
  }

  private void resize(int capacity) {
    times = Arrays.copyOf(times, capacity);
    for (int signal = 0; signal < values.length; signal++) {
      if (values[signal] != null) {
        values[signal] = Arrays.copyOf(values[signal], capacity);
      }
    }
  }

  int size() {
    return size;
  }

  long time(int line) {
    return times[line];
  }

  /** {@code NaN} where absent. */
  double value(int line, Signal signal) {
    double[] column = values[signal.ordinal()];
    return column == null ? Double.NaN : column[line];
  }

  /** Whether any line has a value of the signal. */
  boolean hasAny(Signal signal) {
    return values[signal.ordinal()] != null;
  }
}
