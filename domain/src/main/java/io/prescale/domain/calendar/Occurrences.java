package io.prescale.domain.calendar;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * The occurrences of one event around the time that is asked for. Time mostly moves on, so it keeps
 * its place in the recurrence; when time moves back it starts anew. Not for use by several threads.
 */
final class Occurrences {
  /** Covers any shift between local time and UTC, and a look back. */
  private static final long SLACK = Duration.ofDays(2).toMillis();

  private final EventSchedule schedule;
  private final Deque<long[]> known = new ArrayDeque<>();
  private RecurrenceRuleIterator upcoming;
  private long knownFrom = Long.MAX_VALUE;
  private long knownTo = Long.MIN_VALUE;

  Occurrences(EventSchedule schedule) {
    this.schedule = schedule;
    if (schedule.rule() == null) {
      add(schedule.start());
    }
  }

  /**
   * Occurrences (start, exclusive end) of which some may overlap the span; in order of start.
   *
   * @param from epoch milliseconds
   * @param to epoch milliseconds, exclusive
   */
  Iterable<long[]> around(long from, long to) {
    if (schedule.rule() != null) {
      if (from < knownFrom) {
        restart(from - SLACK);
      }
      if (to > knownTo) {
        extend(to + SLACK);
        forget(from - SLACK);
      }
    }
    return known;
  }

  private void restart(long from) {
    known.clear();
    upcoming = schedule.iterator();
    // Local time read as UTC is what the recurrence library counts floating times in.
    upcoming.fastForward(from - SLACK - schedule.lengthSeconds() * 1000);
    knownFrom = from;
    knownTo = from;
  }

  private void extend(long to) {
    try {
      // An occurrence that is still to come stays in the iterator, so peek.
      while (upcoming != null && upcoming.hasNext() && upcoming.peekMillis() < to + SLACK) {
        add(EventSchedule.toLocal(upcoming.nextDateTime()));
      }
    } catch (IllegalArgumentException e) {
      // The library gives up where thousands of periods in a row are empty. The reader refuses such
      // rules, so this is their end: the year 9999.
      upcoming = null;
    }
    knownTo = to;
  }

  private void forget(long before) {
    while (!known.isEmpty() && known.peekFirst()[1] <= before) {
      known.removeFirst();
    }
    knownFrom = Math.max(knownFrom, before);
  }

  private void add(LocalDateTime localStart) {
    known.addLast(new long[] {schedule.startMillis(localStart), schedule.endMillis(localStart)});
  }
}
