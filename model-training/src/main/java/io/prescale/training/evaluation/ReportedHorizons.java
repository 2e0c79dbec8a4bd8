package io.prescale.training.evaluation;

import io.prescale.domain.time.Slots;

/** The horizons that forecasts are measured at: 5, 15, 30 and 60 minutes. */
public final class ReportedHorizons {
  private static final int[] STEPS = {1, 3, 6, 12};

  /** How many there are. */
  public static final int COUNT = STEPS.length;

  private ReportedHorizons() {}

  /** How many slots ahead the horizon at a position lies. */
  public static int steps(int position) {
    return STEPS[position];
  }

  /** How many minutes ahead the horizon at a position lies. */
  public static int minutes(int position) {
    return STEPS[position] * (int) Slots.LENGTH.toMinutes();
  }
}
