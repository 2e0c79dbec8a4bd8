package io.prescale.training.tune;

/**
 * What came of a run.
 *
 * @param score absolute error over that of persistence on the fold's validation part at the best
 *     epoch so far, geometric mean over the series; {@code null} if it failed
 * @param seconds that it took
 * @param failure why it failed; {@code null} if it did not
 */
record RunResult(Double score, double seconds, String failure) {
  static RunResult scored(double score, double seconds) {
    return Double.isFinite(score)
        ? new RunResult(score, seconds, null)
        : failed("the error on the validation part is not a number", seconds);
  }

  static RunResult failed(String reason, double seconds) {
    return new RunResult(null, seconds, reason);
  }

  boolean hasFailed() {
    return score == null;
  }
}
