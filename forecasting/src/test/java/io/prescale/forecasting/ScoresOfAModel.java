package io.prescale.forecasting;

import java.util.Arrays;

/** Scores that are the same in every process. */
public final class ScoresOfAModel {
  private ScoresOfAModel() {}

  /** What tells the forecasts of a model for some sequences from others by a single bit. */
  public static String asText() {
    double[][] scores = Forecasts.scores(BundleBuilder.arbitrary(1, 8, 1), Forecasts.sequences(3));
    return scores[0][0] + " and others, hash " + Arrays.deepHashCode(scores);
  }
}
