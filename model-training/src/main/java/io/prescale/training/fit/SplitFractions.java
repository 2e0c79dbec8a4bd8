package io.prescale.training.fit;

import io.prescale.domain.time.Slots;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.series.ActualSeries;
import io.prescale.training.series.ActualSeriesFactory;

/**
 * How the part of a series that may be trained on is split in the order of time. A window belongs
 * to the part that holds all of its targets; one whose targets lie in two parts belongs to none.
 * What a window is fed with may reach back into the part before.
 *
 * @param test share of the series held out, its newest part, from 0 to below 1
 * @param validation share of the rest that the best epoch is chosen by, above 0 and below 1
 */
public record SplitFractions(double test, double validation) {
  /** Keeps 1 - 0.9 from making a part a slot longer. */
  private static final double ROUNDING = 1e-9;

  /** The parts that a window can belong to. */
  enum Part {
    TRAINING,
    VALIDATION,
    NONE
  }

  /**
   * @throws IllegalArgumentException if a fraction is out of range
   */
  public SplitFractions {
    if (!(test >= 0 && test < 1)) {
      throw new IllegalArgumentException("test fraction must be from 0 to below 1, but is " + test);
    }
    if (!(validation > 0 && validation < 1)) {
      throw new IllegalArgumentException(
          "validation fraction must be above 0 and below 1, but is " + validation);
    }
  }

  /** The line of slots of a series; what is forecast of it does not depend on its test part. */
  ActualSeries layOut(HistorySeries series) {
    return (test > 0 ? new ActualSeriesFactory(test) : new ActualSeriesFactory()).of(series);
  }

  /** Index of the first slot of the test part: nothing from here on is trained on. */
  public int testStart(int length) {
    return (int) Math.floor(length * (1 - test) + ROUNDING);
  }

  /** Index of the first slot of the validation part. */
  public int validationStart(int length) {
    return (int) Math.floor(testStart(length) * (1 - validation) + ROUNDING);
  }

  /**
   * The part of a window.
   *
   * @param newest index of its newest slot
   * @param length slots of the series
   */
  Part partOf(int newest, int length) {
    int firstTarget = newest + 1;
    int lastTarget = newest + Slots.HORIZONS;
    if (lastTarget < validationStart(length)) {
      return Part.TRAINING;
    }
    return firstTarget >= validationStart(length) && lastTarget < testStart(length)
        ? Part.VALIDATION
        : Part.NONE;
  }
}
