package io.prescale.simulator.backtest.policy;

import java.util.Arrays;

/** It will be as it was at the same time yesterday. */
public final class SeasonalNaivePredictor implements LoadPredictor {
  static final int SLOTS_OF_DAY = 288;

  private final double[] day = new double[SLOTS_OF_DAY];
  private int newest = SLOTS_OF_DAY - 1;

  public SeasonalNaivePredictor() {
    Arrays.fill(day, Double.NaN);
  }

  @Override
  public void observe(double load) {
    newest = (newest + 1) % SLOTS_OF_DAY;
    day[newest] = load;
  }

  @Override
  public double ahead(int slots) {
    return day[(newest + slots) % SLOTS_OF_DAY];
  }
}
