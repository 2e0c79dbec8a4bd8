package io.prescale.simulator.backtest.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them, in UTC; what shows them says so. */
final class UtcTime {
  private static final DateTimeFormatter MINUTE = format("d MMM yyyy HH:mm");
  private static final DateTimeFormatter CLOCK = format("HH:mm");

  private UtcTime() {}

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /** Date and time. */
  static String of(long millis) {
    return MINUTE.format(Instant.ofEpochMilli(millis));
  }

  /** Time of day. */
  static String clock(long millis) {
    return CLOCK.format(Instant.ofEpochMilli(millis));
  }
}
