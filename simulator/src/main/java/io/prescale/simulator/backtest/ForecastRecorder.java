package io.prescale.simulator.backtest;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.time.Slots;
import io.prescale.simulator.backtest.result.ForecastTrace;
import java.util.Arrays;

/** Keeps the forecasts of demand at the end of the lead time for the slots of the figures. */
final class ForecastRecorder {
  private final long firstSlot;
  private final int firstMinute;
  private final int leadSlots;
  private final float[] expected;
  private final float[] lower;
  private final float[] upper;

  /**
   * @param startMillis first minute of the figures, epoch milliseconds
   * @param minutes of the figures
   */
  ForecastRecorder(long startMillis, int minutes, int leadSlots) {
    long slot = Slots.startOf(startMillis);
    this.firstSlot = slot == startMillis ? slot : slot + Slots.MILLIS;
    this.firstMinute = (int) ((firstSlot - startMillis) / 60_000);
    this.leadSlots = leadSlots;
    int slots = Math.max(0, (minutes - firstMinute) / (int) Slots.LENGTH.toMinutes());
    this.expected = absent(slots);
    this.lower = absent(slots);
    this.upper = absent(slots);
  }

  private static float[] absent(int slots) {
    float[] values = new float[slots];
    Arrays.fill(values, Float.NaN);
    return values;
  }

  void add(ScalingDecision decision) {
    Forecast forecast = decision.forecast;
    if (forecast == null || forecast.quantity != Forecast.Quantity.DEMAND) {
      return;
    }
    long about = decision.slotEnd + (leadSlots - 1) * Slots.MILLIS;
    long slot = Slots.between(firstSlot, about);
    if (slot >= 0 && slot < expected.length) {
      expected[(int) slot] = (float) forecast.expected[leadSlots - 1];
      lower[(int) slot] = (float) forecast.lower[leadSlots - 1];
      upper[(int) slot] = (float) forecast.upper[leadSlots - 1];
    }
  }

  ForecastTrace trace() {
    return new ForecastTrace(leadSlots, firstMinute, expected, lower, upper);
  }
}
