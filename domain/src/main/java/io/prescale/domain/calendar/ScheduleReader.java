package io.prescale.domain.calendar;

import io.prescale.domain.text.NearestName;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** Reads when an event is in force: start, end, timeZone, recurrence. */
final class ScheduleReader {
  static final int LONGEST_DAYS = 366;

  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2099;
  private static final int LONGEST_TEXT = 100;
  private static final String EXPECTED =
      "must be a time with offset such as 2026-11-27T00:00:00-05:00,"
          + " or without one such as 2026-11-27T00:00:00 together with the field timeZone";

  private final EventFields fields;

  ScheduleReader(EventFields fields) {
    this.fields = fields;
  }

  /** The schedule; {@code null} where something is wrong with it. */
  EventSchedule read() {
    ZoneId zone = readZone();
    String startText = fields.requiredText("start", LONGEST_TEXT);
    String endText = fields.requiredText("end", LONGEST_TEXT);
    if (startText == null || endText == null || (zone == null && fields.has("timeZone"))) {
      return null;
    }
    ZoneId common = zone != null ? zone : offsetOf(startText);
    LocalDateTime start = readTime("start", startText, zone, common);
    LocalDateTime end = readTime("end", endText, zone, common);
    if (start == null || end == null || !isPlausible(start, end)) {
      return null;
    }
    if (!fields.has("recurrence")) {
      return new EventSchedule(start, end, common, null);
    }
    return new RecurrenceReader(fields).read(start, end, common);
  }

  private ZoneId readZone() {
    String text = fields.text("timeZone", LONGEST_TEXT);
    if (text == null) {
      return null;
    }
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      fields.problem(
          "timeZone",
          "must be an IANA time zone such as America/New_York, but is \""
              + text
              + "\""
              + NearestName.hint(text, ZoneId.getAvailableZoneIds()));
      return null;
    }
  }

  private static ZoneId offsetOf(String text) {
    try {
      return OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME).getOffset();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /**
   * @param zone the event's time zone; {@code null} if it names none
   * @param common what local times are to be in; {@code null} if the start has no offset either
   */
  private LocalDateTime readTime(String field, String text, ZoneId zone, ZoneId common) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
      if (zone != null && !agrees(field, time, zone)) {
        return null;
      }
      return common == null ? null : local(time.atZoneSameInstant(common).toLocalDateTime());
    } catch (DateTimeParseException e) {
      return readLocalTime(field, text, zone);
    }
  }

  private LocalDateTime readLocalTime(String field, String text, ZoneId zone) {
    LocalDateTime time;
    try {
      time = local(LocalDateTime.parse(text, DateTimeFormatter.ISO_LOCAL_DATE_TIME));
    } catch (DateTimeParseException e) {
      fields.problem(field, EXPECTED + ", but is \"" + text + "\"");
      return null;
    }
    if (zone == null) {
      fields.problem(field, EXPECTED + ", but has neither offset nor time zone");
      return null;
    }
    if (EventSchedule.isSkipped(time, zone)) {
      fields.problem(
          field, text + " does not exist in " + zone + ": clocks are set forward over it");
      return null;
    }
    return time;
  }

  private boolean agrees(String field, OffsetDateTime time, ZoneId zone) {
    boolean agrees =
        zone.getRules().getValidOffsets(time.toLocalDateTime()).contains(time.getOffset());
    if (!agrees) {
      fields.problem(
          field,
          "has offset "
              + time.getOffset()
              + ", but timeZone "
              + zone
              + " has "
              + zone.getRules().getOffset(time.toInstant())
              + " then; leave the offset out");
    }
    return agrees;
  }

  private boolean isPlausible(LocalDateTime start, LocalDateTime end) {
    if (start.getYear() < FIRST_YEAR || start.getYear() > LAST_YEAR) {
      fields.problem("start", "must lie in the years " + FIRST_YEAR + " to " + LAST_YEAR);
      return false;
    }
    if (!end.isAfter(start)) {
      fields.problem("end", "must be after start");
      return false;
    }
    if (end.isAfter(start.plusDays(LONGEST_DAYS))) {
      fields.problem("end", "must not be more than " + LONGEST_DAYS + " days after start");
      return false;
    }
    return true;
  }

  /** Recurrences count in seconds. */
  private static LocalDateTime local(LocalDateTime time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
