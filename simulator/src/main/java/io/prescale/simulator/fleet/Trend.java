package io.prescale.simulator.fleet;

import java.time.Duration;
import java.time.Instant;

/**
 * Demand that grows or shrinks, by the same share in the same time.
 *
 * @param percent by how much in four weeks; above -100, at most 1000
 */
public record Trend(double percent) {
  private static final Duration FOUR_WEEKS = Duration.ofDays(28);
  private static final double STEEPEST = 1000;

  /**
   * @throws IllegalArgumentException if it is out of range
   */
  public Trend {
    if (!(percent > -100 && percent <= STEEPEST)) {
      throw new IllegalArgumentException(
          "trend must be above -100 and at most 1000 percent in four weeks, but is " + percent);
    }
  }

  /** Demand stays as it is. */
  public static Trend none() {
    return new Trend(0);
  }

  /**
   * A demand with this trend.
   *
   * @param from when it is what it would be without
   */
  Demand appliedTo(Demand demand, Instant from) {
    return percent == 0
        ? demand
        : time -> demand.at(time) * factorAfter(Duration.between(from, time));
  }

  /** Demand with the trend over demand without, so long after its begin. */
  double factorAfter(Duration time) {
    double share = time.toSeconds() / (double) FOUR_WEEKS.toSeconds();
    return Math.pow(1 + percent / 100, share);
  }
}
