package io.prescale.training.tune;

import java.util.List;

/**
 * What came of a trial.
 *
 * @param trial its parameters
 * @param rung the highest one that it was scored at, from 0; -1 for none
 * @param epochs most epochs that it was trained there
 * @param confirmed whether it was trained once more with other seeds
 * @param scores at that rung, by seed and fold; once confirmed those of the other seeds only, for
 *     it was chosen by that of the first
 * @param seconds of all its runs together
 * @param failure why it did not come further; {@code null} if nothing failed
 */
record LeaderboardEntry(
    Trial trial,
    int rung,
    int epochs,
    boolean confirmed,
    List<Score> scores,
    double seconds,
    String failure) {
  /** Error over that of persistence on one fold. */
  record Score(long seed, int fold, double value) {}

  boolean isScored() {
    return !scores.isEmpty();
  }

  boolean isPreset() {
    return trial.number() == 0;
  }

  /** Geometric mean over folds and seeds; {@code NaN} without any. */
  double mean() {
    return Statistics.geometricMean(values());
  }

  /** Standard deviation over folds and seeds; {@code NaN} of fewer than two. */
  double spread() {
    return Statistics.standardDeviation(values());
  }

  private List<Double> values() {
    return scores.stream().map(Score::value).toList();
  }

  /** Geometric mean over the seeds on one fold; {@code NaN} without any. */
  double onFold(int fold) {
    return Statistics.geometricMean(
        scores.stream().filter(score -> score.fold() == fold).map(Score::value).toList());
  }
}
