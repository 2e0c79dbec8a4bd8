package io.prescale.dashboard.log;

import java.util.List;
import java.util.Map;

/**
 * A page of the fleet. Times are epoch milliseconds.
 *
 * @param total groups that match search, mode and warning
 * @param newestSlot of the fleet; {@code null} while there is no decision
 * @param summary over all groups that match the search
 */
public record FleetPage(
    int page, int size, int total, Long newestSlot, Summary summary, List<LatestDecision> groups) {

  /**
   * Figures of the groups that match the search, whatever their mode and warnings.
   *
   * @param instances desired capacity of all
   * @param scaleOutsLastHour groups whose newest action is a scale-out of the last hour
   * @param betterThanPersistence groups whose recent forecasts were better than "no change"
   * @param judged groups whose recent forecasts can be judged
   * @param warnings groups by warning
   * @param withWarning groups with any warning
   */
  public record Summary(
      int groups,
      long instances,
      int observe,
      int enforce,
      int scaleOutsLastHour,
      int scaleInsLastHour,
      int betterThanPersistence,
      int judged,
      Map<String, Integer> warnings,
      int withWarning) {}
}
