package io.prescale.cli.backtest;

import io.prescale.simulator.backtest.result.FleetSettings;
import io.prescale.simulator.fleet.InstanceLife;
import io.prescale.simulator.fleet.Publication;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How the simulated group behaves. */
public final class BacktestFleetOptions {
  private static final double SECONDS_PER_MINUTE = 60;

  @Option(
      names = "--boot-delay",
      paramLabel = "MINUTES",
      defaultValue = "4",
      description = "From launch until in service. Default: ${DEFAULT-VALUE}.")
  private double bootDelay;

  @Option(
      names = "--warm-up",
      paramLabel = "MINUTES",
      defaultValue = "0",
      description =
          "From in service until an instance does its full work. Default: ${DEFAULT-VALUE}.")
  private double warmUp;

  @Option(
      names = "--warm-up-share",
      paramLabel = "SHARE",
      defaultValue = "0.5",
      description = "Share of its full work that it does meanwhile. Default: ${DEFAULT-VALUE}.")
  private double warmUpShare;

  @Option(
      names = "--termination-delay",
      paramLabel = "MINUTES",
      defaultValue = "1",
      description =
          "From the order to terminate until an instance is gone; it is paid for and does not"
              + " serve. Default: ${DEFAULT-VALUE}.")
  private double terminationDelay;

  @Option(
      names = "--launch-failure",
      paramLabel = "PROBABILITY",
      defaultValue = "0",
      description = "That an instance fails instead of coming into service. Default: 0.")
  private double launchFailure;

  @Option(
      names = "--metric-delay",
      paramLabel = "MINUTES",
      defaultValue = "1",
      description =
          "From the end of a minute until its metrics can be read. Default: ${DEFAULT-VALUE}.")
  private double metricDelay;

  @Option(
      names = "--missing-metrics",
      paramLabel = "PROBABILITY",
      defaultValue = "0",
      description = "That a data point is never published. Default: 0.")
  private double missing;

  @Option(
      names = "--decision-delay",
      paramLabel = "MINUTES",
      defaultValue = "1",
      description =
          "How long Prescale waits for late metrics after the end of a slot: the job's"
              + " max-out-of-orderness. Default: ${DEFAULT-VALUE}.")
  private double decisionDelay;

  @Option(
      names = "--min-size",
      paramLabel = "N",
      defaultValue = "1",
      description = "Minimum size of every group. Default: ${DEFAULT-VALUE}.")
  private int min;

  @Option(
      names = "--max-size",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Maximum size of every group. Default: ${DEFAULT-VALUE}.")
  private int max;

  /**
   * The settings.
   *
   * @throws IllegalArgumentException if one is out of range; the message names it
   */
  public FleetSettings toSettings() {
    if (min < 0 || max < 1 || min > max) {
      throw new IllegalArgumentException(
          "--min-size and --max-size: expected 0 <= minimum <= maximum and a maximum of at least 1,"
              + " but they are "
              + min
              + " and "
              + max);
    }
    OptionRange.above("--warm-up-share", warmUpShare, 0, 1);
    OptionRange.below("--launch-failure", launchFailure, 0, 1);
    OptionRange.below("--missing-metrics", missing, 0, 1);
    return new FleetSettings(
        new InstanceLife(
            minutes("--boot-delay", bootDelay),
            minutes("--warm-up", warmUp),
            warmUpShare,
            minutes("--termination-delay", terminationDelay),
            launchFailure),
        new Publication(minutes("--metric-delay", metricDelay), missing),
        min,
        max,
        minutes("--decision-delay", decisionDelay));
  }

  private static Duration minutes(String option, double minutes) {
    return Duration.ofSeconds(
        Math.round(OptionRange.inclusive(option, minutes, 0, 55) * SECONDS_PER_MINUTE));
  }
}
