package io.prescale.simulator.fleet;

import java.time.Duration;

/**
 * How metrics are published.
 *
 * @param delay from the end of a minute until its data points can be read
 * @param missing probability that a data point is never published, from 0 to below 1
 */
public record Publication(Duration delay, double missing) {
  /**
   * @throws IllegalArgumentException if one is out of range; the message names it
   */
  public Publication {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("metric delay must not be negative, but is " + delay);
    }
    if (!(missing >= 0 && missing < 1)) {
      throw new IllegalArgumentException(
          "share of missing metrics must be from 0 to below 1, but is " + missing);
    }
  }

  /** Everything, at once. */
  public static Publication immediate() {
    return new Publication(Duration.ZERO, 0);
  }
}
