package io.prescale.simulator.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Data points in the order in which they were published. It keeps the latest ones only, and holds
 * each back until its period has ended and the publication delay has passed, as CloudWatch does.
 * Safe for use by several threads.
 */
public final class MetricLog implements MetricFeed {
  /** Length of a period. */
  public static final Duration PERIOD = Duration.ofMinutes(1);

  private final int retained;
  private final Duration publicationDelay;
  private final MetricDatum[] ring;
  private final Deque<MetricDatum> unpublished = new ArrayDeque<>();
  private long newest;

  /**
   * @param retained number of data points kept
   * @param publicationDelay time from the end of a period until its data points can be read
   * @throws IllegalArgumentException if {@code retained} is below 1 or the delay is negative
   */
  public MetricLog(int retained, Duration publicationDelay) {
    if (retained < 1) {
      throw new IllegalArgumentException("retained must be at least 1, but is " + retained);
    }
    if (publicationDelay.isNegative()) {
      throw new IllegalArgumentException(
          "publication delay must not be negative, but is " + publicationDelay);
    }
    this.retained = retained;
    this.publicationDelay = publicationDelay;
    this.ring = new MetricDatum[retained];
  }

  /** Takes data points in the order of their periods; they are not to be read yet. */
  public synchronized void append(List<MetricDatum> data) {
    unpublished.addAll(data);
  }

  /** Publishes what is due at this time of the fleet. */
  public synchronized void publishUntil(Instant now) {
    while (!unpublished.isEmpty() && !publicationTime(unpublished.peekFirst()).isAfter(now)) {
      newest++;
      ring[(int) (newest % retained)] = unpublished.removeFirst();
    }
  }

  private Instant publicationTime(MetricDatum datum) {
    return datum.timestamp().plus(PERIOD).plus(publicationDelay);
  }

  @Override
  public synchronized Batch read(long after, int max) {
    if (max < 1) {
      throw new IllegalArgumentException("max must be at least 1, but is " + max);
    }
    if (after < 0 || after > newest) {
      throw new IllegalArgumentException(
          "sequence "
              + after
              + " was never given out: expected 0 to "
              + newest
              + "; a position is only valid for the run that gave it");
    }
    long oldestPosition = Math.max(0, newest - retained);
    long from = Math.max(after, oldestPosition);
    long to = Math.min(newest, from + max);
    List<MetricDatum> data = new ArrayList<>((int) (to - from));
    for (long sequence = from + 1; sequence <= to; sequence++) {
      data.add(ring[(int) (sequence % retained)]);
    }
    return new Batch(data, to, from - after);
  }
}
