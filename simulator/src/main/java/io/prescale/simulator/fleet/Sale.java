package io.prescale.simulator.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An event of the business calendar that raises the demand of some groups.
 *
 * @param id identifier in the calendar
 * @param name what people call it
 * @param start first instant
 * @param end last instant
 * @param groupPrefixes what the names of its groups begin with
 * @param demandFactor demand during the sale over demand without it, above 0
 */
public record Sale(
    String id,
    String name,
    Instant start,
    Instant end,
    List<String> groupPrefixes,
    double demandFactor) {

  private static final Duration RAMP = Duration.ofMinutes(20);

  public Sale {
    groupPrefixes = List.copyOf(groupPrefixes);
    if (!end.isAfter(start) || !(demandFactor > 0)) {
      throw new IllegalArgumentException(
          "sale " + id + " must end after its start and have a demand factor above 0");
    }
  }

  /** Whether it is a sale of this group. */
  public boolean concerns(String group) {
    return groupPrefixes.stream().anyMatch(group::startsWith);
  }

  /** Whether it goes on at some time within [from, to). */
  public boolean overlaps(Instant from, Instant to) {
    return !start.isAfter(to.minusMillis(1)) && !end.isBefore(from);
  }

  /** The demand of a group of the sale, given its demand without it. */
  public Demand appliedTo(Demand demand) {
    return time -> demand.at(time) * factorAt(time);
  }

  /** Rises from 1 to the demand factor within 20 minutes of the start, falls after the end. */
  private double factorAt(Instant time) {
    double sinceStart = Duration.between(start, time).toMillis() / (double) RAMP.toMillis();
    double sinceEnd = Duration.between(end, time).toMillis() / (double) RAMP.toMillis();
    double share = Math.min(1, Math.max(0, sinceStart)) - Math.min(1, Math.max(0, sinceEnd));
    return 1 + (demandFactor - 1) * Math.max(0, share);
  }
}
