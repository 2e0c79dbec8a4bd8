package io.prescale.dashboard.log;

import java.util.List;

/**
 * The newest decision on a group. Times are epoch milliseconds, loads percent of CPU at the
 * capacity in service; {@code null} is "unknown".
 *
 * @param forecast the hour ahead
 * @param lastAction the newest that changed something, {@code null} if there is none
 * @param recent CPU of the last hours for a small chart; empty where it was not asked for
 */
public record LatestDecision(
    int id,
    String name,
    String mode,
    long slotEnd,
    long recordedAt,
    int currentCapacity,
    int recommendedCapacity,
    int desiredCapacity,
    Double inServiceInstances,
    Double cpu,
    String action,
    String reason,
    List<String> guardrails,
    List<String> calendarEvents,
    List<String> warnings,
    ForecastAhead forecast,
    ForecastError error,
    LastAction lastAction,
    PreviousCommandState previousCommand,
    String model,
    String forecastUnavailable,
    List<Double> recent) {

  /** The forecast of the next twelve slots, percent of CPU. Empty lists where there is none. */
  public record ForecastAhead(List<Double> expected, List<Double> lower, List<Double> upper) {}

  /**
   * Recent mean absolute error.
   *
   * @param ratio of the forecast's to that of persistence; below 1 is better
   */
  public record ForecastError(Double forecast, Double persistence, Double ratio, String quantity) {}

  /** An action. */
  public record LastAction(String action, String reason, long slotEnd, int from, int to) {}

  /** What became of the command before. */
  public record PreviousCommandState(String status, Long slotEnd, Integer desiredCapacity) {}

  LatestDecision withRecent(List<Double> values) {
    return new LatestDecision(
        id,
        name,
        mode,
        slotEnd,
        recordedAt,
        currentCapacity,
        recommendedCapacity,
        desiredCapacity,
        inServiceInstances,
        cpu,
        action,
        reason,
        guardrails,
        calendarEvents,
        warnings,
        forecast,
        error,
        lastAction,
        previousCommand,
        model,
        forecastUnavailable,
        values);
  }
}
