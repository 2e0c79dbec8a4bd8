package io.prescale.dashboard.log;

import java.util.List;

/**
 * The model in force and the ones before. Times are epoch milliseconds.
 *
 * @param inForce {@code null} where none is known
 * @param swaps the newest first
 * @param live recent errors of the whole fleet by horizon
 */
public record ModelPage(Model inForce, List<Swap> swaps, List<LiveAccuracy> live) {

  /**
   * A model bundle.
   *
   * @param since when it was put in force; {@code null} if that was not recorded
   * @param problem why its manifest cannot be shown; {@code null} if it can
   * @param accuracy as measured on held-back history when it was trained
   */
  public record Model(
      String name,
      Long since,
      String bundlePath,
      String version,
      String problem,
      String network,
      Integer layers,
      Integer hidden,
      List<String> featureGroups,
      Training training,
      List<HorizonAccuracy> accuracy,
      List<GroupAccuracy> groups) {}

  /** What it was trained on. */
  public record Training(int series, long windows, long testWindows, String from, String to) {}

  /**
   * Accuracy over all series of the report.
   *
   * @param ratio geometric mean over the series of error to persistence's; below 1 is better
   * @param better series on which it was better than persistence
   */
  public record HorizonAccuracy(int minutesAhead, int series, int better, Double ratio) {}

  /** Accuracy on one series of the report. */
  public record GroupAccuracy(
      String group, int minutesAhead, double forecastError, double persistenceError) {}

  /** A model was put in force. */
  public record Swap(String name, long since, String version) {}

  /**
   * How the forecasts of the last hours did.
   *
   * @param groups whose forecasts at this horizon have come due
   * @param ratio median over the groups; {@code null} if there is none
   */
  public record LiveAccuracy(int minutesAhead, int groups, int better, Double ratio) {}
}
