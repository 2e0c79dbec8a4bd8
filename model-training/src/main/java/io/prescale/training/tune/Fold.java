package io.prescale.training.tune;

import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.fit.SplitFractions;
import io.prescale.training.fit.TrainingPlan;
import io.prescale.training.series.ActualSeries;
import io.prescale.training.series.ActualSeriesFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * One fold of walk-forward validation. The part of a series before the test part is cut into a
 * training part and, behind it, as many validation parts of one size as there are folds. A fold
 * trains on all that lies before its own validation part; the newest one is split as {@code train}
 * splits.
 *
 * @param number from 1, the oldest
 * @param test share of a series that is cut off before anything else
 * @param end share of the rest that the fold sees
 * @param validation share of what it sees that is its validation part
 */
record Fold(int number, double test, double end, double validation) {
  private static final double LEAST_TRAINING = 0.1;
  private static final double ROUNDING = 1e-9;

  /**
   * The folds, oldest first.
   *
   * @param count at least 2
   * @param fractions share of the test part, and of one validation part in the rest
   * @throws IllegalArgumentException if nothing would be left to train on
   */
  static List<Fold> of(int count, SplitFractions fractions) {
    if (count < 2) {
      throw new IllegalArgumentException("--folds must be at least 2, but is " + count);
    }
    double share = fractions.validation();
    if (1 - count * share < LEAST_TRAINING - ROUNDING) {
      throw new IllegalArgumentException(
          "--folds "
              + count
              + " with --validation-fraction "
              + share
              + " leaves less than a tenth to train on in the first fold; take fewer folds or a"
              + " smaller fraction");
    }
    List<Fold> folds = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      double end = 1 - (count - number) * share;
      folds.add(new Fold(number, fractions.test(), end, share / end));
    }
    return folds;
  }

  /** How many slots of a series it sees, counted from the first one. */
  int slots(HistorySeries series) {
    ActualSeries actual = new ActualSeriesFactory().of(series);
    int usable = new SplitFractions(test, validation).testStart(actual.length());
    return (int) Math.floor(usable * end + ROUNDING);
  }

  /** A plan for the series as the fold sees them, without heads for groups. */
  TrainingPlan plan(TrainingPlan plan) {
    return new TrainingPlan(
        plan.schema(),
        plan.network(),
        plan.settings().withTuningEpochs(0),
        new SplitFractions(0, validation),
        plan.adaptive());
  }
}
