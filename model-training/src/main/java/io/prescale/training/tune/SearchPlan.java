package io.prescale.training.tune;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What a search does.
 *
 * @param halving how epochs are doled out
 * @param folds number of folds
 * @param seed of all random numbers
 * @param trials most random trials
 * @param confirmations further seeds that the best trial and the preset are trained with
 */
record SearchPlan(Halving halving, int folds, long seed, int trials, int confirmations) {
  /** All folds of a trial at a rung. */
  List<Run> runs(Trial trial, long withSeed, int rung) {
    int from = rung == 0 ? 0 : halving.until(rung - 1, trial.epochs());
    return runs(trial, withSeed, rung, from);
  }

  /** All folds of a trial at the last rung, not going on from another one. */
  List<Run> confirmation(Trial trial, long withSeed) {
    return runs(trial, withSeed, halving.lastRung(), 0);
  }

  private List<Run> runs(Trial trial, long withSeed, int rung, int from) {
    int until = halving.until(rung, trial.epochs());
    return IntStream.rangeClosed(1, folds)
        .mapToObj(fold -> new Run(trial, withSeed, fold, rung, from, until))
        .toList();
  }

  /** The further seeds. */
  List<Long> confirmationSeeds() {
    return LongStream.rangeClosed(seed + 1, seed + confirmations).boxed().toList();
  }
}
