package io.prescale.forecasting.adaptation;

import io.prescale.domain.time.Slots;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * What a group did a day ago, and what it usually does at this time of the day. Part of keyed state
 * (Flink POJO) of about 2.4 KiB. Values are in the unit of the forecast quantity; {@code NaN} where
 * nothing was measured.
 */
public class SeasonalMemory {
  /** Slots of a day. */
  public static final int SLOTS_OF_DAY = (int) (TimeUnit.DAYS.toMillis(1) / Slots.MILLIS);

  private static final float NEW_DAY_WEIGHT = 0.3f;
  private static final float FAST = 1f / 24;
  private static final float SLOW = 1f / 288;

  /** The values of the last day, by slot of the day. */
  public float[] lastDay;

  /** Exponentially weighted mean of each slot of the day; each day counts 0.3. */
  public float[] slotMeans;

  /** The value a day before the newest slot. */
  public float yesterday = Float.NaN;

  /** What the slot mean of the newest slot was before its value came. */
  public float usual = Float.NaN;

  /**
   * Weighted mean absolute differences, over about two hours and over about a day each: to the
   * value a day before, to the slot mean, and to the value an hour before.
   */
  public float[] differences;

  public SeasonalMemory() {}

  static SeasonalMemory create() {
    SeasonalMemory memory = new SeasonalMemory();
    memory.lastDay = new float[SLOTS_OF_DAY];
    memory.slotMeans = new float[SLOTS_OF_DAY];
    memory.differences = new float[6];
    Arrays.fill(memory.lastDay, Float.NaN);
    Arrays.fill(memory.slotMeans, Float.NaN);
    Arrays.fill(memory.differences, Float.NaN);
    return memory;
  }

  SeasonalMemory copy() {
    SeasonalMemory copy = new SeasonalMemory();
    copy.lastDay = lastDay.clone();
    copy.slotMeans = slotMeans.clone();
    copy.yesterday = yesterday;
    copy.usual = usual;
    copy.differences = differences.clone();
    return copy;
  }

  /** Forgets the values of slots that were passed over. */
  void skip(long fromSlot, long toSlot) {
    long last = Math.min(toSlot, fromSlot + (SLOTS_OF_DAY - 1) * Slots.MILLIS);
    for (long slot = fromSlot; slot <= last; slot += Slots.MILLIS) {
      lastDay[slotOfDay(slot)] = Float.NaN;
    }
  }

  /** Takes the value of the newest slot; {@code NaN} where it was not measured, never infinite. */
  void observe(long slot, double value) {
    int index = slotOfDay(slot);
    yesterday = lastDay[index];
    usual = slotMeans[index];
    lastDay[index] = (float) value;
    if (Double.isFinite(value)) {
      difference(0, value, yesterday);
      difference(2, value, usual);
      difference(4, value, valueBefore(slot, Slots.HORIZONS));
      slotMeans[index] =
          Float.isNaN(usual) ? (float) value : usual + NEW_DAY_WEIGHT * ((float) value - usual);
    }
  }

  private void difference(int at, double value, float reference) {
    if (!Float.isNaN(reference)) {
      float difference = (float) Math.abs(value - reference);
      differences[at] = weighted(differences[at], difference, FAST);
      differences[at + 1] = weighted(differences[at + 1], difference, SLOW);
    }
  }

  private static float weighted(float before, float value, float weight) {
    return Float.isNaN(before) ? value : before + weight * (value - before);
  }

  /** Corrects the value of a slot of the last day. */
  void revise(long slot, double value) {
    lastDay[slotOfDay(slot)] = (float) value;
  }

  /** The value some slots before the newest one, at most a day. */
  float valueBefore(long newestSlot, int slots) {
    return lastDay[slotOfDay(newestSlot - slots * Slots.MILLIS)];
  }

  /** The value a day before the slot that lies some slots ahead of the newest one. */
  public float yesterdayAhead(long newestSlot, int slots) {
    return lastDay[slotOfDay(newestSlot + slots * Slots.MILLIS)];
  }

  /** The usual value of the slot that lies some slots ahead of the newest one. */
  public float usualAhead(long newestSlot, int slots) {
    return slotMeans[slotOfDay(newestSlot + slots * Slots.MILLIS)];
  }

  static int slotOfDay(long slot) {
    return (int) Math.floorMod(slot / Slots.MILLIS, (long) SLOTS_OF_DAY);
  }
}
