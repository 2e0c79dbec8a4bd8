package io.prescale.cli.backtest;

import io.prescale.simulator.fleet.DemandCourse;
import io.prescale.simulator.fleet.FlashCrowds;
import io.prescale.simulator.fleet.Trend;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What happens to the demand of a generated fleet. */
public final class DemandCourseOptions {
  private static final double SECONDS_PER_MINUTE = 60;

  @Option(
      names = "--trend",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description =
          "By how much demand grows in four weeks, above -100 to 1000; negative: it shrinks."
              + " Default: ${DEFAULT-VALUE}.")
  private double trend;

  @Option(
      names = "--flash-crowds",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Unannounced crowds that a group gets in a week on average, 0 to 14. Default:"
              + " ${DEFAULT-VALUE}.")
  private double crowds;

  @Option(
      names = "--flash-height",
      paramLabel = "FACTOR",
      defaultValue = "3",
      description =
          "Highest demand of a crowd over demand without it, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  private double height;

  @Option(
      names = "--flash-rise",
      paramLabel = "MINUTES",
      defaultValue = "5",
      description =
          "From the first of a crowd to the most, 0 to 120; 0: a jump. Default: ${DEFAULT-VALUE}.")
  private double rise;

  @Option(
      names = "--flash-half-life",
      paramLabel = "MINUTES",
      defaultValue = "20",
      description =
          "After the most, until half of a crowd is gone, 1 to 60. Default: ${DEFAULT-VALUE}.")
  private double halfLife;

  /**
   * The course.
   *
   * @throws IllegalArgumentException if an option is out of range; the message names it
   */
  public DemandCourse toCourse() {
    return new DemandCourse(
        new Trend(OptionRange.above("--trend", trend, -100, 1000)),
        new FlashCrowds(
            OptionRange.inclusive("--flash-crowds", crowds, 0, 14),
            OptionRange.inclusive("--flash-height", height, 1, 1000),
            minutes(OptionRange.inclusive("--flash-rise", rise, 0, 120)),
            minutes(OptionRange.inclusive("--flash-half-life", halfLife, 1, 60))));
  }

  private static Duration minutes(double minutes) {
    return Duration.ofSeconds(Math.round(minutes * SECONDS_PER_MINUTE));
  }
}
