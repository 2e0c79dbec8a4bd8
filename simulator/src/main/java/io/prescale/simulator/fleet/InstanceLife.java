package io.prescale.simulator.fleet;

import java.time.Duration;

/**
 * How instances come and go.
 *
 * @param bootDelay from launch until in service
 * @param warmUp from in service until it does its full work
 * @param warmUpShare what an instance that warms up can do, as a share of its full work, above 0
 *     and at most 1
 * @param terminationDelay from the order to terminate until it is gone; it no longer serves
 * @param launchFailure probability that a launched instance fails instead of coming into service,
 *     from 0 to below 1
 */
public record InstanceLife(
    Duration bootDelay,
    Duration warmUp,
    double warmUpShare,
    Duration terminationDelay,
    double launchFailure) {
  private static final Duration USUAL_TERMINATION = Duration.ofMinutes(1);

  /**
   * @throws IllegalArgumentException if one is out of range; the message names it
   */
  public InstanceLife {
    requireNotNegative("boot delay", bootDelay);
    requireNotNegative("warm-up", warmUp);
    requireNotNegative("termination delay", terminationDelay);
    if (!(warmUpShare > 0 && warmUpShare <= 1)) {
      throw new IllegalArgumentException(
          "warm-up share must be above 0 and at most 1, but is " + warmUpShare);
    }
    if (!(launchFailure >= 0 && launchFailure < 1)) {
      throw new IllegalArgumentException(
          "launch failure must be from 0 to below 1, but is " + launchFailure);
    }
  }

  /** Instances without warm-up that never fail, and are gone one minute after their order. */
  public static InstanceLife bootingFor(Duration bootDelay) {
    return new InstanceLife(bootDelay, Duration.ZERO, 1, USUAL_TERMINATION, 0);
  }

  private static void requireNotNegative(String name, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative, but is " + duration);
    }
  }
}
