package io.prescale.connectors.polling;

import java.io.Serializable;
import java.time.Duration;

/** When to poll: at an interval, or once; and how long to wait after failures. Immutable. */
public final class PollSchedule implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);

  private final Duration interval;
  private final Duration maxBackoff;
  private final int attemptsOfOnce;

  private PollSchedule(Duration interval, Duration maxBackoff, int attemptsOfOnce) {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("poll interval must be above 0, but is " + interval);
    }
    if (maxBackoff.isNegative() || maxBackoff.isZero()) {
      throw new IllegalArgumentException("longest backoff must be above 0, but is " + maxBackoff);
    }
    this.interval = interval;
    this.maxBackoff = maxBackoff;
    this.attemptsOfOnce = attemptsOfOnce;
  }

  /**
   * Polls for ever: this long after each good poll, and after a failure at most {@code maxBackoff}
   * later.
   */
  public static PollSchedule every(Duration interval, Duration maxBackoff) {
    return new PollSchedule(interval, maxBackoff, 0);
  }

  /** As {@link #every(Duration, Duration)}, with a longest backoff of five minutes. */
  public static PollSchedule every(Duration interval) {
    return every(interval, Duration.ofMinutes(5));
  }

  /**
   * One good poll, and the source ends: for bounded runs. The job fails with the reason if that
   * many attempts do not give one.
   */
  public static PollSchedule once(int attempts, Duration maxBackoff) {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, but are " + attempts);
    }
    return new PollSchedule(maxBackoff, maxBackoff, attempts);
  }

  /** Whether the source ends after one good poll. */
  public boolean isOnce() {
    return attemptsOfOnce > 0;
  }

  /** Whether to fail after that many failures in a row. */
  boolean isExhausted(int failures) {
    return isOnce() && failures >= attemptsOfOnce;
  }

  long intervalMillis() {
    return interval.toMillis();
  }

  /**
   * How long to wait: exponential, cut off at the longest backoff, of which a random half is taken
   * off so that pollers that failed together do not come back together.
   *
   * @param failures in a row, from 1
   * @param random from 0 to 1
   */
  long backoffMillis(int failures, double random) {
    double exponential = FIRST_BACKOFF.toMillis() * Math.pow(2, Math.min(failures - 1, 30));
    double longest = Math.min(exponential, maxBackoff.toMillis());
    return Math.max(1, Math.round(longest * (0.5 + 0.5 * random)));
  }
}
