package io.prescale.domain.calendar;

import java.util.List;

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
