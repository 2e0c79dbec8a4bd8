package io.prescale.simulator.fleet;

import java.time.Instant;

/**
 * The work that is offered to a group, in percent of one instance: 250 keeps two and a half
 * instances fully busy. It does not depend on what was asked before: the same instant always gives
 * the same demand.
 */
@FunctionalInterface
public interface Demand {
  /** Demand at an instant, not below 0. */
  double at(Instant time);

  /** Demand that never changes. */
  static Demand constant(double percent) {
    return time -> percent;
  }
}
