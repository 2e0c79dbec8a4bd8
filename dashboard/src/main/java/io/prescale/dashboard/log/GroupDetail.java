package io.prescale.dashboard.log;

import java.util.List;

/**
 * A group over a range of time. Times are epoch milliseconds.
 *
 * @param to end of the group's newest slot
 * @param events of the calendar that concern the group, from {@code from} to an hour after {@code
 *     to}
 * @param counterfactual what the decisions would have done; {@code null} where they were carried
 *     out
 */
public record GroupDetail(
    LatestDecision latest,
    Long fleetNewestSlot,
    String range,
    long from,
    long to,
    GroupSeries series,
    List<EventBand> events,
    Counterfactual counterfactual) {

  /** An occurrence of an event. */
  public record EventBand(
      String id, String name, String kind, long start, long end, int minCapacity, boolean freeze) {}

  /**
   * What enforce mode would have done. Each decision starts from the capacity that the group really
   * had, so this is a sum of single answers, not the course of another world.
   *
   * @param decisions in the range
   * @param instanceHours what the decided capacities would add to (or save, below 0) of those held
   * @param meanCpu observed, percent
   * @param meanCpuThen at the decided capacity, percent
   * @param hotSlots points with observed CPU above {@code hotAbove}
   * @param hotSlotsThen the same at the decided capacity
   */
  public record Counterfactual(
      int decisions,
      int scaleOuts,
      int scaleIns,
      double instanceHours,
      Double meanCpu,
      Double meanCpuThen,
      int hotSlots,
      int hotSlotsThen,
      double hotAbove) {}
}
