package io.prescale.domain.time;

import java.time.Duration;

/** Five-minute slots of event time. A slot is named by its start, in epoch milliseconds. */
public final class Slots {
  /** Length of a slot. */
  public static final Duration LENGTH = Duration.ofMinutes(5);

  /** Length of a slot, milliseconds. */
  public static final long MILLIS = LENGTH.toMillis();

  /** Steps of a sequence: two hours. */
  public static final int SEQUENCE_LENGTH = 24;

  /** Steps of a forecast: one hour. */
  public static final int HORIZONS = 12;

  private Slots() {}

  /** Start of the slot that holds the time stamp, both in epoch milliseconds. */
  public static long startOf(long timestamp) {
    return Math.floorDiv(timestamp, MILLIS) * MILLIS;
  }

  /** First millisecond after the slot. */
  public static long endOf(long slotStart) {
    return slotStart + MILLIS;
  }

  /** How many slots {@code later} lies after {@code earlier}, both slot starts. */
  public static long between(long earlier, long later) {
    return Math.floorDiv(later - earlier, MILLIS);
  }
}
