package io.prescale.simulator.fleet;

import java.time.Instant;
import java.util.List;

/**
 * What a simulated fleet consists of.
 *
 * @param start first instant, a whole minute
 * @param groups its groups
 * @param sales calendar events that the groups' demands already contain
 * @param seed of everything random that is not in the demands
 */
public record FleetSpecification(
    Instant start, List<GroupSpecification> groups, List<Sale> sales, long seed) {

  /** Tag that says whether and how a group is managed. */
  public static final String MODE_TAG = "prescale:mode";

  public FleetSpecification {
    groups = List.copyOf(groups);
    sales = List.copyOf(sales);
  }
}
