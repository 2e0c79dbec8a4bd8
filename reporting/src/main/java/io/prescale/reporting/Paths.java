package io.prescale.reporting;

import java.util.function.IntToDoubleFunction;

/** Data of SVG paths through values of which some are absent. */
public final class Paths {
  private Paths() {}

  /** A line, interrupted where a value is {@code NaN}. */
  public static String line(int count, IntToDoubleFunction x, IntToDoubleFunction y) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (int index = 0; index < count; index++) {
      double value = y.applyAsDouble(index);
      if (Double.isNaN(value)) {
        drawing = false;
      } else {
        append(path, drawing ? 'L' : 'M', x.applyAsDouble(index), value);
        drawing = true;
      }
    }
    return path.toString();
  }

  /** The area between two lines, one closed part for each run without {@code NaN}. */
  public static String band(
      int count, IntToDoubleFunction x, IntToDoubleFunction lower, IntToDoubleFunction upper) {
    StringBuilder path = new StringBuilder();
    int from = 0;
    while (from < count) {
      int to = from;
      while (to < count
          && !Double.isNaN(lower.applyAsDouble(to))
          && !Double.isNaN(upper.applyAsDouble(to))) {
        to++;
      }
      for (int index = from; index < to; index++) {
        append(path, index == from ? 'M' : 'L', x.applyAsDouble(index), upper.applyAsDouble(index));
      }
      for (int index = to - 1; index >= from; index--) {
        append(path, 'L', x.applyAsDouble(index), lower.applyAsDouble(index));
      }
      if (to > from) {
        path.append('Z');
      }
      from = to + 1;
    }
    return path.toString();
  }

  /** A line that keeps each value until the next position, and ends one position after the last. */
  public static String steps(int count, IntToDoubleFunction x, IntToDoubleFunction y) {
    StringBuilder path = new StringBuilder();
    double drawn = Double.NaN;
    for (int index = 0; index < count; index++) {
      double value = y.applyAsDouble(index);
      if (index == 0) {
        append(path, 'M', x.applyAsDouble(0), value);
      } else if (value != drawn) {
        path.append('H').append(Markup.coordinate(x.applyAsDouble(index)));
        path.append('V').append(Markup.coordinate(value));
      }
      drawn = value;
    }
    return count == 0
        ? ""
        : path.append('H').append(Markup.coordinate(x.applyAsDouble(count))).toString();
  }

  private static void append(StringBuilder path, char command, double x, double y) {
    path.append(command).append(Markup.coordinate(x)).append(' ').append(Markup.coordinate(y));
  }
}
