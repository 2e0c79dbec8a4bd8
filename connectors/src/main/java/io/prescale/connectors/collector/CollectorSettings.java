package io.prescale.connectors.collector;

import java.io.Serializable;
import java.time.Duration;

/** How metrics are collected. Immutable. */
public final class CollectorSettings implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How long CloudWatch keeps one-minute data. */
  private static final Duration MINUTE_RETENTION = Duration.ofDays(15);

  /** How long CloudWatch keeps five-minute data. */
  private static final Duration FIVE_MINUTE_RETENTION = Duration.ofDays(63);

  private final Duration period;
  private final Duration delay;
  private final Duration reread;
  private final Duration backfill;
  private final Duration fleetInterval;
  private final double callsPerSecond;
  private final int concurrentCalls;

  private CollectorSettings(
      Duration period,
      Duration delay,
      Duration reread,
      Duration backfill,
      Duration fleetInterval,
      double callsPerSecond,
      int concurrentCalls) {
    this.period = period;
    this.delay = delay;
    this.reread = reread;
    this.backfill = backfill;
    this.fleetInterval = fleetInterval;
    this.callsPerSecond = callsPerSecond;
    this.concurrentCalls = concurrentCalls;
  }

  /**
   * Five-minute data, with delays that suit CloudWatch.
   *
   * @see #ofPeriod(Duration)
   */
  public static CollectorSettings ofFiveMinutes() {
    return ofPeriod(Duration.ofMinutes(5));
  }

  /**
   * Settings for a period.
   *
   * @param period one or five minutes: the periods that CloudWatch's own metrics come in
   * @throws IllegalArgumentException if it is another
   */
  public static CollectorSettings ofPeriod(Duration period) {
    if (!period.equals(Duration.ofMinutes(1)) && !period.equals(Duration.ofMinutes(5))) {
      throw new IllegalArgumentException("period must be 1 or 5 minutes, but is " + period);
    }
    return new CollectorSettings(
        period,
        Duration.ofMinutes(1),
        Duration.ofMinutes(15),
        Duration.ofHours(2),
        Duration.ofMinutes(1),
        10,
        8);
  }

  /** How long after its end a period is read first, and how far back each reading reads again. */
  public CollectorSettings withDelay(Duration newDelay, Duration newReread) {
    return new CollectorSettings(
        period,
        notNegative("delay", newDelay),
        notNegative("re-read", newReread),
        backfill,
        fleetInterval,
        callsPerSecond,
        concurrentCalls);
  }

  /** How much of a group's past is read when it is new. */
  public CollectorSettings withBackfill(Duration newBackfill) {
    return new CollectorSettings(
        period,
        delay,
        reread,
        notNegative("back-fill", newBackfill),
        fleetInterval,
        callsPerSecond,
        concurrentCalls);
  }

  /** How often the fleet is asked for. */
  public CollectorSettings withFleetInterval(Duration newFleetInterval) {
    return new CollectorSettings(
        period,
        delay,
        reread,
        backfill,
        notNegative("fleet interval", newFleetInterval),
        callsPerSecond,
        concurrentCalls);
  }

  /**
   * How fast CloudWatch may be asked.
   *
   * @throws IllegalArgumentException if one is not above 0
   */
  public CollectorSettings withCalls(double newCallsPerSecond, int newConcurrentCalls) {
    if (!(newCallsPerSecond > 0) || newConcurrentCalls < 1) {
      throw new IllegalArgumentException(
          "calls per second and concurrent calls must be above 0, but are "
              + newCallsPerSecond
              + " and "
              + newConcurrentCalls);
    }
    return new CollectorSettings(
        period, delay, reread, backfill, fleetInterval, newCallsPerSecond, newConcurrentCalls);
  }

  private static Duration notNegative(String name, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative, but is " + duration);
    }
    return duration;
  }

  long periodMillis() {
    return period.toMillis();
  }

  long rereadMillis() {
    return reread.toMillis();
  }

  long fleetIntervalMillis() {
    return fleetInterval.toMillis();
  }

  double callsPerSecond() {
    return callsPerSecond;
  }

  int concurrentCalls() {
    return concurrentCalls;
  }

  /** Periods of a group that are remembered, so that only what has changed is told again. */
  int rememberedPeriods() {
    return (int) (reread.toMillis() / period.toMillis()) + 2;
  }

  /** End of the latest period that is to be read now, epoch milliseconds. */
  long endAt(long now) {
    return startOfPeriod(now - delay.toMillis());
  }

  /** When the next period is to be read after one that ended then, epoch milliseconds. */
  long dueAfter(long end) {
    return end + period.toMillis() + delay.toMillis();
  }

  /** Where a group that is new begins. */
  long backfillFrom(long end) {
    return startOfPeriod(end - backfill.toMillis());
  }

  /** Start of the oldest period that CloudWatch still holds. */
  long oldestAt(long now) {
    Duration retention =
        period.compareTo(Duration.ofMinutes(5)) < 0 ? MINUTE_RETENTION : FIVE_MINUTE_RETENTION;
    return startOfPeriod(now - retention.toMillis()) + period.toMillis();
  }

  private long startOfPeriod(long time) {
    return time - Math.floorMod(time, period.toMillis());
  }
}
