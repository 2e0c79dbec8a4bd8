package io.prescale.simulator.fleet;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * What happens to the demand of a whole fleet, beside days, weeks, sales and noise.
 *
 * @param trend of every group
 * @param crowds that come upon each group at times of its own
 */
public record DemandCourse(Trend trend, FlashCrowds crowds) {
  public DemandCourse {
    requireNonNull(trend, "trend");
    requireNonNull(crowds, "crowds");
  }

  /** Nothing. */
  public static DemandCourse uneventful() {
    return new DemandCourse(Trend.none(), FlashCrowds.none());
  }

  Demand appliedTo(Demand demand, Instant start, long seed) {
    return crowds.appliedTo(trend.appliedTo(demand, start), seed);
  }

  /** The most that it multiplies demand by within a time from the start. */
  double highestFactor(Duration span) {
    double crowded = crowds.perWeek() > 0 ? crowds.height() : 1;
    return Math.max(1, trend.factorAfter(span)) * crowded;
  }
}
