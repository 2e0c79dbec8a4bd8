package io.prescale.domain.calendar;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * When an event is in force. An occurrence lasts from its start (inclusive) to its end (exclusive).
 *
 * <p>Occurrences repeat by the wall clock of the event's time zone, start and end alike, so that
 * "from 08:00 to 18:00" stays so across changes to and from daylight saving time. A time that the
 * clock skips moves on by the length of the gap; of a time that the clock shows twice, a start
 * means the first and an end the second: an event is rather a little longer than shorter.
 *
 * <p>Immutable.
 */
final class EventSchedule {
  private final LocalDateTime start;
  private final LocalDateTime end;
  private final ZoneId zone;
  private final RecurrenceRule rule;

  /**
   * @param rule its UNTIL, if any, in local time; {@code null} for an event that happens once
   */
  EventSchedule(LocalDateTime start, LocalDateTime end, ZoneId zone, RecurrenceRule rule) {
    this.start = start;
    this.end = end;
    this.zone = zone;
    this.rule = rule;
  }

  LocalDateTime start() {
    return start;
  }

  ZoneId zone() {
    return zone;
  }

  RecurrenceRule rule() {
    return rule;
  }

  /** Start of the occurrence that starts at this local time, epoch milliseconds. */
  long startMillis(LocalDateTime localStart) {
    return localStart.atZone(zone).toInstant().toEpochMilli();
  }

  /** End of the occurrence that starts at this local time, epoch milliseconds. */
  long endMillis(LocalDateTime localStart) {
    long lengthSeconds = lengthSeconds();
    return localStart
        .plusSeconds(lengthSeconds)
        .atZone(zone)
        .withLaterOffsetAtOverlap()
        .toInstant()
        .toEpochMilli();
  }

  /** Length by the wall clock, seconds. */
  long lengthSeconds() {
    return end.toEpochSecond(ZoneOffset.UTC) - start.toEpochSecond(ZoneOffset.UTC);
  }

  /** The rule's occurrences from the first one on. */
  RecurrenceRuleIterator iterator() {
    return rule.iterator(toFloating(start));
  }

  /** Whether the clock of the zone never shows this time. */
  static boolean isSkipped(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition transition = zone.getRules().getTransition(local);
    return transition != null && transition.isGap();
  }

  /** A local time as the recurrence library has it. */
  static DateTime toFloating(LocalDateTime local) {
    return new DateTime(
        local.getYear(),
        local.getMonthValue() - 1,
        local.getDayOfMonth(),
        local.getHour(),
        local.getMinute(),
        local.getSecond());
  }

  /** A local time of the recurrence library. */
  static LocalDateTime toLocal(DateTime floating) {
    return LocalDateTime.of(
        floating.getYear(),
        floating.getMonth() + 1,
        floating.getDayOfMonth(),
        floating.getHours(),
        floating.getMinutes(),
        floating.getSeconds());
  }
}
