package io.prescale.training.series;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.time.Slots;

/**
 * What is forecast of one group, on a regular line of five-minute slots. The arrays are as long as
 * the line. They are not copied, so nobody may change them, and two of these are not compared by
 * what is in them.
 *
 * @param name auto scaling group name
 * @param firstSlot start of the first slot, epoch milliseconds
 * @param quantity what is forecast of the group
 * @param values percent, or percent of one instance for demand; {@code NaN} where not measured
 * @param events whether a calendar event was in force
 * @param testStart index of the first slot of the test part
 */
@SuppressWarnings("ArrayRecordComponent")
public record ActualSeries(
    String name,
    long firstSlot,
    Forecast.Quantity quantity,
    double[] values,
    boolean[] events,
    int testStart) {

  /** Number of slots. */
  public int length() {
    return values.length;
  }

  /** Start of a slot, epoch milliseconds. */
  public long slotAt(int index) {
    return firstSlot + index * Slots.MILLIS;
  }

  /** Index of the slot with this start, epoch milliseconds. */
  public int indexOf(long slotStart) {
    return (int) Slots.between(firstSlot, slotStart);
  }

  /** Whether the slot lies on the line and its value was measured. */
  public boolean isMeasured(int index) {
    return index >= 0 && index < values.length && !Double.isNaN(values[index]);
  }

  /** Slots of the test part that were measured. */
  public int measuredInTest() {
    int measured = 0;
    for (int slot = testStart; slot < values.length; slot++) {
      measured += isMeasured(slot) ? 1 : 0;
    }
    return measured;
  }
}
