package io.prescale.simulator.fleet;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A day curve with a weekly cycle, noise and bursts.
 *
 * <p>demand = level x (1 + amplitude x day(t)) x weekend(t) x (1 + noise(t)) x (1 + burst(t)), not
 * below 0. {@code day} lies within [-1, 1] and peaks at the peak hour; {@code weekend} goes over
 * smoothly at both midnights; the noise has a part that changes over half an hour and one that
 * changes from minute to minute.
 */
public final class DemandCurve implements Demand {
  /**
   * The regular part.
   *
   * @param level mean of a working day, percent of one instance
   * @param amplitude how far the day goes from the mean, 0 to 1
   * @param peakHour hour of the day (UTC) of the highest demand, 0 to 24
   * @param weekendFactor demand of a weekend over that of a working day
   */
  public record Shape(double level, double amplitude, double peakHour, double weekendFactor) {
    public Shape {
      if (!(level >= 0) || !(amplitude >= 0) || amplitude > 1 || !(weekendFactor >= 0)) {
        throw new IllegalArgumentException(
            "level and weekend factor must not be negative, amplitude must be from 0 to 1, but are "
                + level
                + ", "
                + weekendFactor
                + " and "
                + amplitude);
      }
    }
  }

  /**
   * The irregular part.
   *
   * @param slowNoise standard deviation of the half-hour noise, as a share of the demand
   * @param fastNoise standard deviation of the minute noise, as a share of the demand
   * @param burstsPerDay how often demand surges, at most 4
   * @param burstHeight highest surge, as a share of the demand
   */
  public record Irregularity(
      double slowNoise, double fastNoise, double burstsPerDay, double burstHeight) {
    /** None at all. */
    public static Irregularity none() {
      return new Irregularity(0, 0, 0, 0);
    }
  }

  private static final int HOURS_OF_DAY = 24;
  private static final int BURST_WINDOW_MINUTES = 360;
  private static final int BURST_WINDOWS_PER_DAY = 4;
  private static final double SLOW_NOISE_MINUTES = 30;
  private static final double WEEKEND_TRANSITION_HOURS = 3;

  private final Shape shape;
  private final Irregularity irregularity;
  private final HashedNoise slow;
  private final HashedNoise fast;
  private final HashedNoise bursts;

  public DemandCurve(Shape shape, Irregularity irregularity, long seed) {
    this.shape = requireNonNull(shape, "shape");
    this.irregularity = requireNonNull(irregularity, "irregularity");
    this.slow = new HashedNoise(seed);
    this.fast = new HashedNoise(seed + 1);
    this.bursts = new HashedNoise(seed + 2);
  }

  @Override
  public double at(Instant time) {
    long minute = Math.floorDiv(time.getEpochSecond(), 60);
    LocalDateTime date = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    double hour = date.getHour() + date.getMinute() / 60.0;
    double noise =
        irregularity.slowNoise() * slow.smooth(minute / SLOW_NOISE_MINUTES)
            + irregularity.fastNoise() * fast.normal(minute);
    double demand =
        shape.level()
            * (1 + shape.amplitude() * day(hour))
            * weekend(date.getDayOfWeek(), hour)
            * (1 + noise)
            * (1 + burst(minute));
    return Math.max(0, demand);
  }

  /** A day with a sharper peak than trough: cosine with a quarter of its second harmonic. */
  private double day(double hour) {
    double angle = 2 * Math.PI * (hour - shape.peakHour()) / HOURS_OF_DAY;
    return (Math.cos(angle) + 0.25 * Math.cos(2 * angle)) / 1.25;
  }

  private double weekend(DayOfWeek day, double hour) {
    double in = Math.min(1, hour / WEEKEND_TRANSITION_HOURS);
    double out = Math.min(1, (HOURS_OF_DAY - hour) / WEEKEND_TRANSITION_HOURS);
    double share =
        switch (day) {
          case SATURDAY -> in;
          case SUNDAY -> out;
          case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> 0;
        };
    return 1 + (shape.weekendFactor() - 1) * share;
  }

  /** At most one burst in six hours: up in a fifth of its time, down in the rest. */
  private double burst(long minute) {
    long window = Math.floorDiv(minute, BURST_WINDOW_MINUTES);
    if (bursts.uniform(4 * window) * BURST_WINDOWS_PER_DAY >= irregularity.burstsPerDay()) {
      return 0;
    }
    double length = 15 + 45 * bursts.uniform(4 * window + 1);
    double start = (BURST_WINDOW_MINUTES - length) * bursts.uniform(4 * window + 2);
    double height = irregularity.burstHeight() * (0.4 + 0.6 * bursts.uniform(4 * window + 3));
    double progress = (minute - window * BURST_WINDOW_MINUTES - start) / length;
    if (progress <= 0 || progress >= 1) {
      return 0;
    }
    return height * (progress < 0.2 ? progress / 0.2 : (1 - progress) / 0.8);
  }
}
