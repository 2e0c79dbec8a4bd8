package io.prescale.domain.calendar;

import io.prescale.domain.fleet.GroupGlob;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A valid event of a business calendar. Immutable. */
public final class CalendarEvent {
  private final String id;
  private final String name;
  private final String kind;
  private final EventSchedule schedule;
  private final EventEffect effect;

  CalendarEvent(String id, String name, String kind, EventSchedule schedule, EventEffect effect) {
    this.id = id;
    this.name = name;
    this.kind = kind;
    this.schedule = schedule;
    this.effect = effect;
  }

  public String id() {
    return id;
  }

  /** For people; the identifier where the calendar gives none. */
  public String name() {
    return name;
  }

  /** Such as {@code sale}; {@code event} where the calendar gives none. */
  public String kind() {
    return kind;
  }

  /** Highest capacity to be ready with, instances; 0 if the event asks for none. */
  public int minCapacity() {
    return effect.minCapacity;
  }

  /** Whether the event forbids scaling in. */
  public boolean freezesScaleIn() {
    return effect.freezeScaleIn;
  }

  /** Whether the event concerns the group. */
  public boolean appliesTo(String group) {
    return effect.groups.isEmpty() || effect.groups.stream().anyMatch(glob -> glob.matches(group));
  }

  /** The patterns of the names of the groups that it concerns; empty for all. */
  public List<String> groups() {
    return effect.groups.stream().map(GroupGlob::toString).collect(Collectors.toList());
  }

  /** How it repeats, as RFC 5545 writes it; empty for an event that happens once. */
  public Optional<String> recurrence() {
    return Optional.ofNullable(schedule.rule()).map(Object::toString);
  }

  /**
   * The occurrences that overlap a span, in order of their start.
   *
   * @param from epoch milliseconds
   * @param to epoch milliseconds, exclusive
   */
  public List<EventOccurrence> occurrencesBetween(long from, long to) {
    List<EventOccurrence> overlapping = new ArrayList<>();
    for (long[] occurrence : new Occurrences(schedule).around(from, to)) {
      if (occurrence[1] > from && occurrence[0] < to) {
        overlapping.add(new EventOccurrence(occurrence[0], occurrence[1]));
      }
    }
    return Collections.unmodifiableList(overlapping);
  }

  EventSchedule schedule() {
    return schedule;
  }

  /** What an event does, and to which groups. */
  static final class EventEffect {
    private final List<GroupGlob> groups;
    private final int minCapacity;
    private final boolean freezeScaleIn;

    /**
     * @param groups which groups; empty for all
     */
    EventEffect(List<GroupGlob> groups, int minCapacity, boolean freezeScaleIn) {
      this.groups = List.copyOf(groups);
      this.minCapacity = minCapacity;
      this.freezeScaleIn = freezeScaleIn;
    }
  }
}
