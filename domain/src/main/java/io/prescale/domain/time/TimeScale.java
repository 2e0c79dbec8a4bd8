package io.prescale.domain.time;

import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;

/**
 * Maps the machine's time to the time that the metrics live in. They are the same, except in a
 * simulation, which runs at a multiple of real time; then whoever compares an event's time with
 * "now" must take now from here.
 */
public final class TimeScale implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final TimeScale REAL = new TimeScale(0, 0, 1);

  private final long realOriginMillis;
  private final long scaledOriginMillis;
  private final double speed;

  private TimeScale(long realOriginMillis, long scaledOriginMillis, double speed) {
    this.realOriginMillis = realOriginMillis;
    this.scaledOriginMillis = scaledOriginMillis;
    this.speed = speed;
  }

  /** The machine's own time. */
  public static TimeScale real() {
    return REAL;
  }

  /**
   * Time that stands at {@code scaledOrigin} when the machine's clock shows {@code realOrigin}, and
   * runs {@code speed} times as fast.
   *
   * @throws IllegalArgumentException if the speed is not above 0
   */
  public static TimeScale accelerated(Instant realOrigin, Instant scaledOrigin, double speed) {
    if (!(speed > 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException("speed must be above 0, but is " + speed);
    }
    return new TimeScale(realOrigin.toEpochMilli(), scaledOrigin.toEpochMilli(), speed);
  }

  /** Scaled time at a reading of the machine's clock, both in epoch milliseconds. */
  public long at(long realMillis) {
    return scaledOriginMillis + Math.round((realMillis - realOriginMillis) * speed);
  }

  /** Scaled time now. */
  public Instant now(Clock clock) {
    return Instant.ofEpochMilli(at(clock.millis()));
  }

  /** How long a span of scaled time lasts on the machine's clock, both in milliseconds. */
  public long toRealMillis(long scaledMillis) {
    return Math.max(1, Math.round(scaledMillis / speed));
  }
}
