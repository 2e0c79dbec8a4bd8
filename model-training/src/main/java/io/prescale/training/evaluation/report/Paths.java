package io.prescale.training.evaluation.report;

import java.util.function.IntToDoubleFunction;

/** Data of SVG paths through values of which some are absent. */
final class Paths {
  private Paths() {}

  /** A line, interrupted where a value is {@code NaN}. */
  static String line(int count, IntToDoubleFunction x, IntToDoubleFunction y) {
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
  static String band(
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

  private static void append(StringBuilder path, char command, double x, double y) {
    path.append(command).append(Markup.coordinate(x)).append(' ').append(Markup.coordinate(y));
  }
}
