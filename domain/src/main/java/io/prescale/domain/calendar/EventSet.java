package io.prescale.domain.calendar;

import io.prescale.domain.time.Slots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The events that concern the same groups, and what they say about the last few slots that were
 * asked for: all groups of a set share one answer.
 */
final class EventSet {
  private static final int REMEMBERED_SLOTS = 8;

  private final List<CalendarEvent> events = new ArrayList<>();
  private final List<Occurrences> occurrences = new ArrayList<>();
  private final Map<Long, CalendarContext> contexts = new LinkedHashMap<>();

  void add(CalendarEvent event, Occurrences itsOccurrences) {
    events.add(event);
    occurrences.add(itsOccurrences);
  }

  CalendarContext contextFor(long newestSlot) {
    if (events.isEmpty()) {
      return CalendarContext.none();
    }
    CalendarContext context = contexts.get(newestSlot);
    if (context == null) {
      if (contexts.size() >= REMEMBERED_SLOTS) {
        contexts.remove(contexts.keySet().iterator().next());
      }
      context = create(newestSlot);
      contexts.put(newestSlot, context);
    }
    return copy(context);
  }

  private CalendarContext create(long newestSlot) {
    CalendarContext context = CalendarContext.none();
    long from = newestSlot - (Slots.SEQUENCE_LENGTH - 1) * Slots.MILLIS;
    long to = from + CalendarContext.STEPS * Slots.MILLIS;
    TreeSet<String> inForce = new TreeSet<>();
    for (int index = 0; index < events.size(); index++) {
      CalendarEvent event = events.get(index);
      for (long[] occurrence : occurrences.get(index).around(from, to)) {
        if (occurrence[0] < to && occurrence[1] > from) {
          mark(context, event, firstStep(from, occurrence), lastStep(from, occurrence));
          if (occurrence[1] > newestSlot) {
            inForce.add(event.id());
          }
        }
      }
    }
    context.eventIds = inForce.toArray(new String[0]);
    return context;
  }

  private static int firstStep(long from, long[] occurrence) {
    return (int) Math.max(0, Math.floorDiv(occurrence[0] - from, Slots.MILLIS));
  }

  /** The end is exclusive: an event that ends with a slot does not touch the next one. */
  private static int lastStep(long from, long[] occurrence) {
    long step = Math.floorDiv(occurrence[1] - 1 - from, Slots.MILLIS);
    return (int) Math.min(CalendarContext.STEPS - 1, step);
  }

  private static void mark(CalendarContext context, CalendarEvent event, int first, int last) {
    int newest = Slots.SEQUENCE_LENGTH - 1;
    for (int step = first; step <= last; step++) {
      context.active[step] = true;
      if (step >= newest) {
        context.freezeScaleIn[step - newest] |= event.freezesScaleIn();
      }
      if (step > newest) {
        int horizon = step - newest - 1;
        context.minCapacity[horizon] = Math.max(context.minCapacity[horizon], event.minCapacity());
      }
    }
  }

  private static CalendarContext copy(CalendarContext context) {
    CalendarContext copy = new CalendarContext();
    copy.active = context.active.clone();
    copy.minCapacity = context.minCapacity.clone();
    copy.freezeScaleIn = context.freezeScaleIn.clone();
    copy.eventIds = context.eventIds.clone();
    return copy;
  }
}
