package io.prescale.training.model;

import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.history.HistoryException;
import io.prescale.forecasting.history.HistorySeries;
import java.util.List;

/** Compares two models by their {@link PersistenceRatio}. */
public final class PersistenceComparison implements ModelComparison {
  @Override
  public Verdict compare(ModelBundle candidate, ModelBundle inForce, List<HistorySeries> history) {
    PersistenceRatio before = measure(inForce, history);
    PersistenceRatio after = measure(candidate, history);
    if (before.groups() == 0) {
      throw HistoryException.of(
          "--history",
          "its newest fifth holds no two hours of changing values without a gap, so that the models"
              + " cannot be compared; name more of it",
          null);
    }
    // A model that gives no numbers loses, whatever its other forecasts are worth.
    double ratio = after.failed() > before.failed() ? Double.POSITIVE_INFINITY : after.value();
    return new Verdict(ratio, before.value(), before.groups(), before.forecasts());
  }

  private static PersistenceRatio measure(ModelBundle bundle, List<HistorySeries> history) {
    try (Forecaster forecaster = Forecaster.of(bundle)) {
      return PersistenceRatio.of(forecaster, history);
    }
  }
}
