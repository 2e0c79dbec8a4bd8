package io.prescale.dashboard.log;

import java.util.List;

/**
 * The business calendar around now, and what it changed. Times are epoch milliseconds.
 *
 * @param now newest slot of the fleet, or the clock where there is none
 * @param problem why the calendar cannot be shown; {@code null} if it can
 * @param left events that are not listed because there are too many
 */
public record CalendarPage(
    String source,
    Long since,
    String problem,
    long now,
    long from,
    long to,
    List<Event> events,
    int left) {

  /**
   * An event.
   *
   * @param groups patterns of names; empty for all
   * @param recurrence as RFC 5545 writes it; {@code null} if it happens once
   * @param occurrences in the span of the page
   * @param effects what it changed in the span of the page; empty if nothing
   */
  public record Event(
      String id,
      String name,
      String kind,
      List<String> groups,
      int minCapacity,
      boolean freeze,
      String recurrence,
      List<Occurrence> occurrences,
      List<Effect> effects) {}

  /** From start to end, exclusive. */
  public record Occurrence(long start, long end) {}

  /**
   * Decisions that a guardrail of the calendar changed.
   *
   * @param guardrail CALENDAR_FLOOR or CALENDAR_FREEZE
   * @param instances most that it kept or added in one decision
   */
  public record Effect(
      String guardrail, int decisions, int groups, int instances, long first, long last) {}
}
