package io.prescale.forecasting;

import io.prescale.forecasting.features.FeatureBatch;
import java.util.List;

/**
 * The model of a bundle, ready to score batches. The scores of a sequence do not depend on what
 * else is in its batch. Holds native memory until closed. Not safe for use by several threads.
 */
interface SequenceScorer extends AutoCloseable {
  /**
   * Scores a batch.
   *
   * @param batch of at least one sequence
   * @param groups of the batch's sequences, in their order
   * @return for each sequence one value for each horizon, in the unit of its quantity; the mean of
   *     the members
   */
  double[][] score(FeatureBatch batch, List<String> groups);

  /**
   * Computes ahead what it can for sequences that will probably be scored soon, and keeps that
   * until {@link #forgetAhead}. Scores are the same with or without it.
   *
   * @param batch with sequence features; static features are not looked at
   */
  default void lookAhead(FeatureBatch batch) {}

  /** Forgets what was computed ahead. */
  default void forgetAhead() {}

  @Override
  void close();
}
