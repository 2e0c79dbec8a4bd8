package io.prescale.simulator.backtest.result;

import io.prescale.simulator.fleet.InstanceLife;
import io.prescale.simulator.fleet.Publication;
import java.time.Duration;

/**
 * How the simulated fleet behaves: the same for every series and policy.
 *
 * @param life how instances come and go
 * @param publication how metrics are published
 * @param minSize instances
 * @param maxSize instances
 * @param decisionDelay from the end of a slot until the job closes it, once all of its metrics are
 *     published: how far it lets metrics come out of order
 */
public record FleetSettings(
    InstanceLife life, Publication publication, int minSize, int maxSize, Duration decisionDelay) {
  /**
   * @throws IllegalArgumentException if the sizes contradict each other or the delay is negative
   */
  public FleetSettings {
    if (minSize < 0 || maxSize < 1 || minSize > maxSize) {
      throw new IllegalArgumentException(
          "minimum size must be from 0 to the maximum size, and that at least 1, but they are "
              + minSize
              + " and "
              + maxSize);
    }
    if (decisionDelay.isNegative()) {
      throw new IllegalArgumentException(
          "decision delay must not be negative, but is " + decisionDelay);
    }
  }
}
