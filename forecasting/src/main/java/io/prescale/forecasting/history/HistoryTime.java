package io.prescale.forecasting.history;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.OptionalLong;

/**
 * Time stamps of a history file: ISO-8601 with an offset or {@code Z}; the same without an offset,
 * then in UTC; a space may stand for the {@code T}; or a whole number, epoch seconds below 10^11
 * and epoch milliseconds from there on (10^11 seconds lie in the year 5138, 10^11 milliseconds in
 * March 1973).
 */
final class HistoryTime {
  static final String EXPECTED =
      "an ISO-8601 time such as 2026-01-31T23:55:00Z, or epoch seconds or milliseconds";

  private static final long FIRST_MILLISECONDS = 100_000_000_000L;
  private static final long YEAR_2200 = 7_258_118_400_000L;
  private static final int LONGEST_NUMBER = 15;

  private HistoryTime() {}

  /** Epoch milliseconds after 1970 and before 2200; empty if the text is no such time. */
  static OptionalLong parse(String text) {
    OptionalLong millis = isNumber(text) ? ofNumber(text) : ofIso(text);
    boolean plausible =
        millis.isPresent() && millis.getAsLong() > 0 && millis.getAsLong() < YEAR_2200;
    return plausible ? millis : OptionalLong.empty();
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(character -> Character.digit(character, 10) >= 0);
  }

  private static OptionalLong ofNumber(String digits) {
    if (digits.length() > LONGEST_NUMBER) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(digits);
    return OptionalLong.of(number < FIRST_MILLISECONDS ? number * 1000 : number);
  }

  private static OptionalLong ofIso(String text) {
    String iso = text.length() > 10 && text.charAt(10) == ' ' ? withT(text) : text;
    try {
      return OptionalLong.of(
          DateTimeFormatter.ISO_DATE_TIME
              .parseBest(iso, OffsetDateTime::from, HistoryTime::utc)
              .query(HistoryTime::toMillis));
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  private static String withT(String text) {
    return text.substring(0, 10) + "T" + text.substring(11);
  }

  private static OffsetDateTime utc(TemporalAccessor parsed) {
    return LocalDateTime.from(parsed).atOffset(ZoneOffset.UTC);
  }

  private static long toMillis(TemporalAccessor time) {
    return OffsetDateTime.from(time).toInstant().toEpochMilli();
  }
}
