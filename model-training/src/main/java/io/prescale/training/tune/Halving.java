package io.prescale.training.tune;

/**
 * How the epochs of trials are doled out: successive halving (Jamieson and Talwalkar,
 * "Non-stochastic Best Arm Identification and Hyperparameter Optimization", AISTATS 2016) with the
 * budgets of the first bracket of Hyperband (Li et al., "Hyperband: A Novel Bandit-Based Approach
 * to Hyperparameter Optimization", JMLR 18, 2018). Trials begin together in brackets, with a small
 * part of their epochs; the best of them go on to the next rung, with more.
 *
 * @param rungs number of rungs; at the last one all epochs are trained
 * @param reduction one of so many trials goes on, with so many times the epochs
 */
record Halving(int rungs, int reduction) {
  private static final int MOST_RUNGS = 6;
  private static final int LARGEST_REDUCTION = 10;

  /**
   * @throws IllegalArgumentException if one is out of range; the message names the option
   */
  Halving {
    if (rungs < 1 || rungs > MOST_RUNGS) {
      throw new IllegalArgumentException(
          "--rungs must be from 1 to " + MOST_RUNGS + ", but is " + rungs);
    }
    if (reduction < 2 || reduction > LARGEST_REDUCTION) {
      throw new IllegalArgumentException(
          "--reduction must be from 2 to " + LARGEST_REDUCTION + ", but is " + reduction);
    }
  }

  /** Trials of a bracket, so that one is left at the last rung. */
  int bracket() {
    return (int) Math.pow(reduction, rungs - 1);
  }

  int lastRung() {
    return rungs - 1;
  }

  /**
   * The epoch up to which a rung trains.
   *
   * @param rung from 0
   * @param epochs of the whole training
   */
  int until(int rung, int epochs) {
    return (int) Math.ceil(epochs / Math.pow(reduction, rungs - 1 - rung));
  }

  /** How many of those at a rung go on. */
  int kept(int trials) {
    return Math.max(1, trials / reduction);
  }
}
