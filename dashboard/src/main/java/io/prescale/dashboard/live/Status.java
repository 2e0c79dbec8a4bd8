package io.prescale.dashboard.live;

import java.util.List;

/**
 * How things stand. Times are epoch milliseconds.
 *
 * @param newestSlot end of the newest slot of the fleet; {@code null} if there is none
 * @param recordedAt when something was last recorded, by the database's clock
 * @param databaseNow the database's clock
 * @param speed of the simulation whose decisions these are; 1 for real ones
 * @param flinkUrl of the Flink web UI; {@code null} if it is not known
 * @param problems that a user should know of
 */
public record Status(
    int groups,
    Long newestSlot,
    Long recordedAt,
    long databaseNow,
    double speed,
    String flinkUrl,
    List<Problem> problems) {

  /** What is wrong, and what to do. */
  public record Problem(String code, String message) {}
}
