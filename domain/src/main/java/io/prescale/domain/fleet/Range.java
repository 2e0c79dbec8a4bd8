package io.prescale.domain.fleet;

import java.util.regex.Pattern;

/** The numbers that a setting may have. Immutable. */
final class Range {
  /** Plain decimals only: no sign, exponent, hexadecimal, NaN or type letter. */
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  private final double lowest;
  private final double highest;
  private final boolean whole;
  private final String unit;

  private Range(double lowest, double highest, boolean whole, String unit) {
    this.lowest = lowest;
    this.highest = highest;
    this.whole = whole;
    this.unit = unit;
  }

  static Range decimal(double lowest, double highest, String unit) {
    return new Range(lowest, highest, false, unit);
  }

  static Range whole(int lowest, int highest, String unit) {
    return new Range(lowest, highest, true, unit);
  }

  boolean contains(double value) {
    return value >= lowest && value <= highest && (!whole || value == Math.rint(value));
  }

  String expectation() {
    return String.format(
        "a %s from %s to %s (%s)",
        whole ? "whole number" : "number", format(lowest), format(highest), unit);
  }

  double parse(String text) {
    String trimmed = text.trim();
    if (NUMBER.matcher(trimmed).matches() && contains(Double.parseDouble(trimmed))) {
      return Double.parseDouble(trimmed);
    }
    throw new IllegalArgumentException("must be " + expectation() + ", but is \"" + text + "\"");
  }

  /** 70 rather than 70.0. */
  static String format(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }
}
