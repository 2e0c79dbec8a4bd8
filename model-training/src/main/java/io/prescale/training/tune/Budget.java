package io.prescale.training.tune;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time that a search may take, and how fast it goes. */
final class Budget {
  private final Clock clock;
  private final Instant start;
  private final Duration limit;
  private long epochs;

  /**
   * Begins now.
   *
   * @param limit {@code null} for no limit
   */
  Budget(Clock clock, Duration limit) {
    this.clock = clock;
    this.start = clock.instant();
    this.limit = limit;
  }

  boolean isUp() {
    return limit != null && spent().compareTo(limit) >= 0;
  }

  private Duration spent() {
    return Duration.between(start, clock.instant());
  }

  /** Epochs were trained. */
  void add(int trained) {
    epochs += trained;
  }

  /** Whether so many more are likely to be trained in time. Unknown counts as yes. */
  boolean affords(long more) {
    return limit == null || epochs == 0 || secondsFor(more) <= limit.minus(spent()).toSeconds();
  }

  /** Seconds left of the limit; {@code Long.MAX_VALUE} without. */
  long secondsLeft() {
    return limit == null ? Long.MAX_VALUE : Math.max(0, limit.minus(spent()).toSeconds());
  }

  /** Seconds that so many epochs are likely to take; {@code Long.MAX_VALUE} if nobody knows. */
  long secondsFor(long more) {
    return epochs == 0 ? Long.MAX_VALUE : spent().toMillis() * more / epochs / 1000;
  }
}
