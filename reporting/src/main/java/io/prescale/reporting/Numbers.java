package io.prescale.reporting;

import java.util.Locale;

/** Numbers as people read them; an undefined one is a dash. */
public final class Numbers {
  private static final String UNDEFINED = "–";

  private Numbers() {}

  /** Three significant digits, without exponent up to a million. */
  public static String significant(double value) {
    if (!Double.isFinite(value)) {
      return UNDEFINED;
    }
    double size = Math.abs(value);
    int decimals = size >= 100 || size < 0.0005 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  public static String fixed(double value, int decimals) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%." + decimals + "f", value)
        : UNDEFINED;
  }

  /** With commas between thousands. */
  public static String grouped(double value, int decimals) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%,." + decimals + "f", value)
        : UNDEFINED;
  }

  public static String percent(double share) {
    return Double.isFinite(share)
        ? String.format(Locale.ROOT, "%.0f\u00a0%%", 100 * share)
        : UNDEFINED;
  }

  public static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A tick of an axis: no more digits than it needs. */
  public static String tick(double value) {
    if (Math.abs(value) >= 10_000) {
      return String.format(Locale.ROOT, "%.0fk", value / 1000);
    }
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
