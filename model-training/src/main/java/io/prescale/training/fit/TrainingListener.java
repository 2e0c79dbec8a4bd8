package io.prescale.training.fit;

/** Told how training goes on. */
public interface TrainingListener {
  /**
   * After each step.
   *
   * @param step from 1
   * @param steps of the whole training, if it does not stop early
   */
  void onStep(int step, int steps);

  /**
   * After each epoch.
   *
   * @param epoch from 1
   * @param trainingLoss mean over the epoch, in units of the network's outputs
   * @param validationScore error of the forecast over that of persistence on the validation part,
   *     geometric mean over the series; below 1 is better than persistence
   * @param best whether it is the best so far
   */
  void onEpoch(int epoch, double trainingLoss, double validationScore, boolean best);

  /**
   * After the head was tuned to a group.
   *
   * @param done groups so far
   * @param groups of all
   */
  default void onTuned(int done, int groups) {}

  /**
   * After the forecasts of a group were measured.
   *
   * @param done groups so far
   * @param groups of all
   */
  default void onMeasured(int done, int groups) {}

  /**
   * After one of several trainings was done and its result kept.
   *
   * @param done trainings so far
   * @param trainings of all
   */
  default void onDone(int done, int trainings) {}
}
