package io.prescale.domain.calendar;

import io.prescale.domain.time.Slots;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of a business calendar ({@code business_calendar.json}).
 *
 * <p>Each event has an {@code id} (unique), a {@code start} (inclusive) and an {@code end}
 * (exclusive), both with an offset from UTC, or without one in the {@code timeZone} that the event
 * names (IANA); and may have a {@code name}, a {@code kind}, a {@code recurrence} (RFC 5545, daily
 * or rarer), {@code groups} (patterns with {@code *} and {@code ?}; all groups if left out), {@code
 * minCapacity} (instances) and {@code freezeScaleIn}. A recurrence keeps the wall-clock time of the
 * time zone; without a time zone it keeps the offset of the start.
 *
 * <p>A calendar with anything wrong in it is refused whole. Unknown fields are refused too: a
 * misspelt {@code freezeScaleIn} must not pass in silence.
 *
 * <p>Remembers what it has worked out, so it is not for use by several threads.
 */
public final class BusinessCalendar {
  /** Groups remembered; one that was deleted long ago must not stay for ever. */
  private static final int REMEMBERED_GROUPS = 200_000;

  private final List<CalendarEvent> events;
  private final List<Occurrences> occurrences;
  private final Map<String, EventSet> setOfGroup = new HashMap<>();
  private final Map<List<Integer>, EventSet> sets = new HashMap<>();

  private BusinessCalendar(List<CalendarEvent> events) {
    this.events = List.copyOf(events);
    this.occurrences = new ArrayList<>();
    events.forEach(event -> occurrences.add(new Occurrences(event.schedule())));
  }

  /** A calendar without events. */
  public static BusinessCalendar empty() {
    return new BusinessCalendar(Collections.emptyList());
  }

  /**
   * Reads a calendar.
   *
   * @param sourceName where it came from, for messages
   * @throws CalendarException listing everything that is wrong with it
   */
  public static BusinessCalendar parse(String json, String sourceName) throws CalendarException {
    return new BusinessCalendar(new CalendarReader().read(json, sourceName));
  }

  /** The events, in the order of the file. */
  public List<CalendarEvent> events() {
    return events;
  }

  /**
   * What the calendar says about a group around a slot. The result is the caller's own.
   *
   * @param newestSlotStart start of the newest slot of a sequence, epoch milliseconds
   */
  public CalendarContext contextFor(String group, long newestSlotStart) {
    EventSet set = setOfGroup.get(group);
    if (set == null) {
      if (setOfGroup.size() >= REMEMBERED_GROUPS) {
        setOfGroup.clear();
        sets.clear();
      }
      set = sets.computeIfAbsent(eventsOf(group), this::eventSet);
      setOfGroup.put(group, set);
    }
    return set.contextFor(Slots.startOf(newestSlotStart));
  }

  private List<Integer> eventsOf(String group) {
    List<Integer> indexes = new ArrayList<>();
    for (int index = 0; index < events.size(); index++) {
      if (events.get(index).appliesTo(group)) {
        indexes.add(index);
      }
    }
    return indexes;
  }

  private EventSet eventSet(List<Integer> indexes) {
    EventSet set = new EventSet();
    indexes.forEach(index -> set.add(events.get(index), occurrences.get(index)));
    return set;
  }
}
