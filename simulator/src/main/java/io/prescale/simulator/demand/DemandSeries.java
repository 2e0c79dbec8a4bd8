package io.prescale.simulator.demand;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The work offered to one group, minute by minute. Immutable, if nobody writes to its arrays.
 *
 * @param name of the series, and of the group that serves it
 * @param source where it came from, for messages
 * @param unit what is counted, such as {@code request_count}
 * @param start first minute
 * @param values {@code [minutes]}, in the unit, each finite and not negative
 * @param events {@code [minutes]}, whether an event of the calendar is on; known ahead
 * @param recorded what capacity the group really had; empty where that is not known
 * @param remarks what the user should know of how it was read, one sentence each
 */
@SuppressWarnings("ArrayRecordComponent")
public record DemandSeries(
    String name,
    String source,
    String unit,
    Instant start,
    double[] values,
    boolean[] events,
    Optional<RecordedCapacity> recorded,
    List<String> remarks) {

  /** Minutes over which a peak is averaged: one slot. */
  private static final int PEAK_MINUTES = 5;

  public DemandSeries {
    requireNonNull(name, "name");
    requireNonNull(source, "source");
    requireNonNull(unit, "unit");
    requireNonNull(start, "start");
    requireNonNull(recorded, "recorded");
    if (values.length != events.length) {
      throw new IllegalArgumentException(
          "there must be as many events as values, but there are "
              + events.length
              + " and "
              + values.length);
    }
    remarks = List.copyOf(remarks);
  }

  /**
   * Capacity on record.
   *
   * @param desired {@code [minutes]}, instances
   * @param inService {@code [minutes]}, instances
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record RecordedCapacity(int[] desired, int[] inService) {}

  /** Number of minutes. */
  public int minutes() {
    return values.length;
  }

  /**
   * Index of the first minute of the newest part.
   *
   * @param testFraction its share of the series
   */
  public int testStart(double testFraction) {
    return (int) Math.floor(minutes() * (1 - testFraction) + 1e-9);
  }

  /**
   * Highest mean of five minutes before a minute, in the unit; 0 where there are none. A mean,
   * because a single minute of a count says little of the capacity that is needed.
   */
  public double peakBefore(int minute) {
    double peak = 0;
    double sum = 0;
    for (int index = 0; index < minute; index++) {
      sum += values[index];
      if (index >= PEAK_MINUTES) {
        sum -= values[index - PEAK_MINUTES];
      }
      peak = Math.max(peak, sum / Math.min(index + 1, PEAK_MINUTES));
    }
    return peak;
  }
}
