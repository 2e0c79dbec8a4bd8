package io.prescale.forecasting.features;

import io.prescale.domain.time.Slots;

/** Sine and cosine of the phase of a slot in a period, from a table: no trigonometry per sample. */
final class SlotClock {
  private final long period;
  private final long offset;
  private final float[] sines;
  private final float[] cosines;

  /**
   * @param period a multiple of the slot's length, milliseconds
   * @param offset what a slot start is moved by before its phase is taken, milliseconds
   */
  SlotClock(long period, long offset) {
    this.period = period;
    this.offset = offset;
    int slots = (int) (period / Slots.MILLIS);
    sines = new float[slots];
    cosines = new float[slots];
    for (int slot = 0; slot < slots; slot++) {
      double angle = 2 * Math.PI * slot / slots;
      sines[slot] = (float) Math.sin(angle);
      cosines[slot] = (float) Math.cos(angle);
    }
  }

  float sine(long slotStart) {
    return sines[phase(slotStart)];
  }

  float cosine(long slotStart) {
    return cosines[phase(slotStart)];
  }

  private int phase(long slotStart) {
    return (int) (Math.floorMod(slotStart + offset, period) / Slots.MILLIS);
  }
}
