package io.prescale.simulator.fleet;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * Crowds that nobody has announced: demand rises in a straight line to a multiple of what it would
 * be, and dies away exponentially. At most one begins in twelve hours, at a time that depends on
 * nothing but the seed.
 *
 * @param perWeek how many there are on average, 0 to 14
 * @param height highest demand of a crowd over demand without it, 1 to 1000; each crowd reaches
 *     between half of what this adds and all of it
 * @param rise from the first visitor to the most, zero to two hours; a rise of zero is a jump
 * @param halfLife after the most: until half of what was added is gone, one minute to an hour
 */
public record FlashCrowds(double perWeek, double height, Duration rise, Duration halfLife) {
  private static final int WINDOW_MINUTES = 12 * 60;
  private static final int WINDOWS_PER_WEEK = 14;
  private static final Duration LONGEST_RISE = Duration.ofHours(2);
  private static final Duration LONGEST_HALF_LIFE = Duration.ofHours(1);
  private static final double HIGHEST = 1000;

  /** What is left of a crowd after so many half-lives no longer counts. */
  private static final int HALF_LIVES = 8;

  /**
   * @throws IllegalArgumentException if one is out of range; the message names it
   */
  public FlashCrowds {
    requireNonNull(rise, "rise");
    requireNonNull(halfLife, "halfLife");
    require(
        perWeek >= 0 && perWeek <= WINDOWS_PER_WEEK,
        "flash crowds a week must be from 0 to " + WINDOWS_PER_WEEK,
        perWeek);
    require(
        height >= 1 && height <= HIGHEST,
        "height of flash crowds must be from 1 to " + (int) HIGHEST + " times the demand",
        height);
    require(
        !rise.isNegative() && rise.compareTo(LONGEST_RISE) <= 0,
        "rise of flash crowds must be from 0 to 120 minutes",
        rise);
    require(
        halfLife.compareTo(Duration.ofMinutes(1)) >= 0
            && halfLife.compareTo(LONGEST_HALF_LIFE) <= 0,
        "half-life of flash crowds must be from 1 to 60 minutes",
        halfLife);
  }

  private static void require(boolean holds, String expectation, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(expectation + ", but is " + value);
    }
  }

  /** None at all. */
  public static FlashCrowds none() {
    return new FlashCrowds(0, 1, Duration.ZERO, LONGEST_HALF_LIFE);
  }

  /** A demand with these crowds in it; the same ones for the same seed. */
  Demand appliedTo(Demand demand, long seed) {
    if (perWeek == 0 || height == 1) {
      return demand;
    }
    HashedNoise chance = new HashedNoise(seed);
    return time -> demand.at(time) * (1 + added(time, chance));
  }

  /** Share of the demand that crowds add; one that began in the window before may still go on. */
  private double added(Instant time, HashedNoise chance) {
    double minute = time.getEpochSecond() / 60.0;
    long window = Math.floorDiv(time.getEpochSecond(), WINDOW_MINUTES * 60L);
    return Math.max(addedBy(window, minute, chance), addedBy(window - 1, minute, chance));
  }

  private double addedBy(long window, double minute, HashedNoise chance) {
    if (chance.uniform(3 * window) * WINDOWS_PER_WEEK >= perWeek) {
      return 0;
    }
    double start = WINDOW_MINUTES * (window + chance.uniform(3 * window + 1));
    double highest = (height - 1) * (0.5 + 0.5 * chance.uniform(3 * window + 2));
    double since = minute - start;
    double riseMinutes = rise.toSeconds() / 60.0;
    if (since < 0) {
      return 0;
    }
    if (since < riseMinutes) {
      return highest * since / riseMinutes;
    }
    double halfLives = (since - riseMinutes) * 60 / halfLife.toSeconds();
    return halfLives > HALF_LIVES ? 0 : highest * Math.pow(2, -halfLives);
  }
}
