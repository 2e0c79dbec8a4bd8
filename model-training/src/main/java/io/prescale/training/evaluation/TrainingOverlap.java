package io.prescale.training.evaluation;

import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.TrainingSummary;
import io.prescale.training.series.ActualSeries;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Finds out whether a model may have seen the test part of a series while it was trained: then the
 * measures are too good.
 */
final class TrainingOverlap {
  private TrainingOverlap() {}

  /**
   * A warning; empty where the model was not trained on a series of this name, or on older data.
   */
  static Optional<String> warning(String model, ModelBundle bundle, ActualSeries actual) {
    Instant testStart = Instant.ofEpochMilli(actual.slotAt(actual.testStart()));
    return bundle.training().series().stream()
        .filter(series -> series.group().equals(actual.name()))
        .flatMap(series -> trainedUntil(series).stream())
        .filter(until -> !until.isBefore(testStart))
        .findFirst()
        .map(
            until ->
                actual.name()
                    + ": training of "
                    + ("model".equals(model) ? "the model" : model)
                    + " saw it up to "
                    + until
                    + ", and the test part starts at "
                    + testStart);
  }

  /** Up to which slot training looked at a series. */
  private static Optional<Instant> trainedUntil(TrainingSummary.Series series) {
    try {
      return Optional.ofNullable(series.trainedUntil()).map(Instant::parse);
    } catch (DateTimeParseException e) {
      // Written by another program; a warning is not worth a refusal.
      return Optional.empty();
    }
  }
}
