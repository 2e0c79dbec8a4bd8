package io.prescale.domain.calendar;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * Reads an RFC 5545 recurrence rule, and tries it: a rule that does not begin at the event's start,
 * or whose occurrences overlap, is not what its author meant.
 */
final class RecurrenceReader {
  private static final String FIELD = "recurrence";
  private static final int LONGEST_RULE = 500;
  private static final int LARGEST_COUNT = 100_000;
  private static final int LARGEST_INTERVAL = 1_000;

  /** Occurrences tried. */
  private static final int TRIED = 50;

  private static final Set<Freq> FREQUENCIES =
      Set.of(Freq.DAILY, Freq.WEEKLY, Freq.MONTHLY, Freq.YEARLY);

  private final EventFields fields;

  RecurrenceReader(EventFields fields) {
    this.fields = fields;
  }

  /** The schedule; {@code null} where something is wrong with the rule. */
  EventSchedule read(LocalDateTime start, LocalDateTime end, ZoneId zone) {
    String text = fields.text(FIELD, LONGEST_RULE);
    if (text == null) {
      return null;
    }
    try {
      RecurrenceRule rule = new RecurrenceRule(text, RfcMode.RFC5545_STRICT);
      if (!isSupported(rule)) {
        return null;
      }
      if (rule.getUntil() != null) {
        rule.setUntil(inLocalTime(rule.getUntil(), zone));
      }
      EventSchedule schedule = new EventSchedule(start, end, zone, rule);
      return isSensible(schedule) ? schedule : null;
    } catch (InvalidRecurrenceRuleException e) {
      fields.problem(
          FIELD,
          "must be an RFC 5545 recurrence rule such as FREQ=YEARLY or FREQ=WEEKLY;BYDAY=SA,SU: "
              + EventFields.shorten(String.valueOf(e.getMessage())));
      return null;
    } catch (IllegalArgumentException e) {
      // How the library says that it looked for an occurrence for too long.
      fields.problem(FIELD, "has no occurrence within reach: check that its parts fit together");
      return null;
    }
  }

  private boolean isSupported(RecurrenceRule rule) {
    if (!FREQUENCIES.contains(rule.getFreq())) {
      fields.problem(
          FIELD,
          "FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY, but is "
              + rule.getFreq()
              + "; several times a day is FREQ=DAILY;BYHOUR=8,12,16");
      return false;
    }
    // They could make thousands of occurrences a day, or count in another calendar. This is no
    // constant, because the library breaks when Part is loaded before RecurrenceRule.
    for (Part part : List.of(Part.BYMINUTE, Part.BYSECOND, Part.RSCALE)) {
      if (rule.hasPart(part)) {
        fields.problem(FIELD, part + " is not supported");
        return false;
      }
    }
    if (rule.getCount() != null && rule.getCount() > LARGEST_COUNT) {
      fields.problem(FIELD, "COUNT must not be above " + LARGEST_COUNT);
      return false;
    }
    if (rule.getInterval() > LARGEST_INTERVAL) {
      fields.problem(FIELD, "INTERVAL must not be above " + LARGEST_INTERVAL);
      return false;
    }
    return true;
  }

  /** UNTIL names the last possible start: in UTC, in local time, or a whole day. */
  private static DateTime inLocalTime(DateTime until, ZoneId zone) {
    if (until.isAllDay()) {
      return new DateTime(until.getYear(), until.getMonth(), until.getDayOfMonth(), 23, 59, 59);
    }
    if (until.isFloating()) {
      return until;
    }
    LocalDateTime utc = EventSchedule.toLocal(until);
    return EventSchedule.toFloating(
        utc.atZone(ZoneOffset.UTC).withZoneSameInstant(zone).toLocalDateTime());
  }

  private boolean isSensible(EventSchedule schedule) {
    RecurrenceRuleIterator occurrences = schedule.iterator();
    LocalDateTime previous = null;
    for (int tried = 0; tried < TRIED && occurrences.hasNext(); tried++) {
      LocalDateTime next = EventSchedule.toLocal(occurrences.nextDateTime());
      if (previous == null && !next.equals(schedule.start())) {
        fields.problem(
            FIELD,
            "does not begin at the event's start: its first occurrence would be "
                + next
                + ", the start is "
                + schedule.start());
        return false;
      }
      if (previous != null && next.isBefore(previous.plusSeconds(schedule.lengthSeconds()))) {
        fields.problem(
            FIELD,
            "occurrences overlap: the next one begins at "
                + next
                + ", before that of "
                + previous
                + " ends");
        return false;
      }
      previous = next;
    }
    if (previous == null) {
      fields.problem(FIELD, "has no occurrence: UNTIL lies before the event's start");
    }
    return previous != null;
  }
}
