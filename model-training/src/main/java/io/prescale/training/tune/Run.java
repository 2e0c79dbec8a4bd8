package io.prescale.training.tune;

/**
 * The training of a trial up to a rung, on one fold.
 *
 * @param trial what is trained
 * @param seed of all its random numbers
 * @param fold number of the fold
 * @param rung from 0
 * @param from epochs that were trained at the rung before
 * @param until the epoch to stop after
 */
record Run(Trial trial, long seed, int fold, int rung, int from, int until) {
  /** Tells its files apart. */
  String name() {
    return training() + "-rung-" + rung;
  }

  /** Tells apart what goes on from rung to rung. */
  String training() {
    return "trial-" + trial.number() + "-seed-" + seed + "-fold-" + fold;
  }

  /** Epochs to train. */
  int cost() {
    return until - from;
  }
}
