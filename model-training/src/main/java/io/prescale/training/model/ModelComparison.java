package io.prescale.training.model;

import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.history.HistorySeries;
import java.util.List;

/** Compares two models on the same history. */
public interface ModelComparison {
  /**
   * What came out: the error of each over that of persistence, below 1 being better.
   *
   * @param candidate of the new model
   * @param inForce of the model in force
   * @param groups groups that both were measured on
   * @param forecasts forecasts that both were measured by
   */
  record Verdict(double candidate, double inForce, int groups, int forecasts) {
    /** Whether the candidate errs more than the model in force. */
    public boolean isWorse() {
      return candidate > inForce;
    }
  }

  /**
   * Compares.
   *
   * @throws io.prescale.forecasting.history.HistoryException if the history has nothing to measure
   */
  Verdict compare(ModelBundle candidate, ModelBundle inForce, List<HistorySeries> history);
}
