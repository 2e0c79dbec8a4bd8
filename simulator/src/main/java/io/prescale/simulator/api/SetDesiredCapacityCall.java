package io.prescale.simulator.api;

import java.time.Instant;

/**
 * A SetDesiredCapacity request that came in, carried out or not.
 *
 * @param group the group that it named
 * @param desired the capacity that it asked for, instances
 * @param time when it came in, in the time of the fleet
 * @param outcome {@link #APPLIED}, or the error code or fault that it met, such as {@code
 *     Throttling}
 */
public record SetDesiredCapacityCall(String group, int desired, Instant time, String outcome) {
  /** The outcome of a request that was carried out. */
  public static final String APPLIED = "OK";

  /** The outcome of a request whose connection was closed before anything was done. */
  public static final String CONNECTION_DROPPED = "ConnectionDropped";

  public boolean isApplied() {
    return outcome.equals(APPLIED);
  }
}
