package io.prescale.training.tune;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;

/** The values that a dimension may take: some, or all between two numbers. Immutable. */
final class Range {
  private static final String BETWEEN = "..";
  private static final MathContext DIGITS = new MathContext(2);

  private final Kind kind;
  private final boolean choices;

  /** The choices, or the lowest and the highest. */
  private final List<String> values;

  private Range(Kind kind, boolean choices, List<String> values) {
    this.kind = kind;
    this.choices = choices;
    this.values = values;
  }

  /**
   * Reads {@code LOW..HIGH}, {@code A,B,C} or a single value.
   *
   * @throws IllegalArgumentException if it is none of these; the message says why
   */
  static Range parse(String text, Kind kind) {
    int between = text.indexOf(BETWEEN);
    if (between < 0) {
      List<String> choices =
          Arrays.stream(text.split(",", -1)).map(kind::normal).distinct().toList();
      return new Range(kind, true, choices);
    }
    if (!kind.isNumber()) {
      throw new IllegalArgumentException(
          "'" + text + "' is a range, but these are no numbers; write choices, such as A,B");
    }
    String low = kind.normal(text.substring(0, between));
    String high = kind.normal(text.substring(between + BETWEEN.length()));
    if (!(Double.parseDouble(low) < Double.parseDouble(high))) {
      throw new IllegalArgumentException("'" + text + "' must rise from left to right");
    }
    if (kind != Kind.REAL && Double.parseDouble(low) <= 0) {
      throw new IllegalArgumentException("'" + text + "' must begin above 0");
    }
    return new Range(kind, false, List.of(low, high));
  }

  /** Whether it holds a single value. */
  boolean isFixed() {
    return choices && values.size() == 1;
  }

  /** Values that are allowed only if all are: the choices, or both ends. */
  List<String> extremes() {
    return values;
  }

  /**
   * The value at a point.
   *
   * @param point from 0 to below 1
   */
  String at(double point) {
    if (choices) {
      return values.get((int) (point * values.size()));
    }
    double low = Double.parseDouble(values.get(0));
    double high = Double.parseDouble(values.get(1));
    return switch (kind) {
      case REAL -> within(low, high, low + point * (high - low));
      case SCALE -> within(low, high, low * Math.pow(high / low, point));
      default -> {
        // Half a step on either side, so that the ends are as likely as their neighbours.
        double value = (low - 0.5) * Math.pow((high + 0.5) / (low - 0.5), point);
        yield Integer.toString((int) Math.max(low, Math.min(high, Math.round(value))));
      }
    };
  }

  /** Two digits: nobody can tell more apart. */
  private static String within(double low, double high, double value) {
    double rounded = new BigDecimal(value).round(DIGITS).doubleValue();
    return Double.toString(Math.max(low, Math.min(high, rounded)));
  }

  @Override
  public String toString() {
    return String.join(choices ? "," : BETWEEN, values);
  }
}
