package io.prescale.cli.backtest;

/** Refuses numbers that are out of range, by the name of their option. */
final class OptionRange {
  private OptionRange() {}

  static double inclusive(String option, double value, double lowest, double highest) {
    require(value >= lowest && value <= highest, option, value, "from", lowest, "to", highest);
    return value;
  }

  static double above(String option, double value, double bound, double highest) {
    require(
        value > bound && value <= highest, option, value, "above", bound, "and at most", highest);
    return value;
  }

  static double below(String option, double value, double lowest, double bound) {
    require(value >= lowest && value < bound, option, value, "from", lowest, "to below", bound);
    return value;
  }

  private static void require(
      boolean holds, String option, double value, String from, double low, String to, double high) {
    if (!holds) {
      throw new IllegalArgumentException(
          String.format(
              "%s must be %s %s %s %s, but is %s",
              option, from, plain(low), to, plain(high), plain(value)));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }
}
