package io.prescale.connectors.autoscaling;

import java.io.Serializable;
import java.time.Duration;

/**
 * How often and when a failed attempt is repeated: exponential backoff with full jitter. Immutable.
 *
 * @see <a href="https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/">
 *     Timeouts, retries, and backoff with jitter</a>
 */
public final class RetryPolicy implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int maxAttempts;
  private final Duration firstBackoff;
  private final Duration maxBackoff;

  /**
   * @param maxAttempts the first one included
   * @param firstBackoff longest wait after the first attempt; doubles with each further one
   * @param maxBackoff where the doubling ends
   */
  public RetryPolicy(int maxAttempts, Duration firstBackoff, Duration maxBackoff) {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, but are " + maxAttempts);
    }
    if (firstBackoff.isNegative() || maxBackoff.compareTo(firstBackoff) < 0) {
      throw new IllegalArgumentException(
          "backoff must grow from 0 or more, but goes from " + firstBackoff + " to " + maxBackoff);
    }
    this.maxAttempts = maxAttempts;
    this.firstBackoff = firstBackoff;
    this.maxBackoff = maxBackoff;
  }

  /** Eight attempts; backoff from 500 ms to 20 s: a minute or so at most. */
  public static RetryPolicy standard() {
    return new RetryPolicy(8, Duration.ofMillis(500), Duration.ofSeconds(20));
  }

  boolean isExhausted(int attempts) {
    return attempts >= maxAttempts;
  }

  /**
   * Milliseconds to wait.
   *
   * @param attempts that have failed, from 1
   * @param random from 0 to 1
   */
  public long backoffMillis(int attempts, double random) {
    double longest = firstBackoff.toMillis() * Math.pow(2, Math.min(attempts - 1, 30));
    return Math.round(Math.min(longest, maxBackoff.toMillis()) * random);
  }
}
