package io.prescale.forecasting;

import io.prescale.domain.forecast.Expert;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.features.FeatureBatch;
import java.util.Arrays;

/** Makes the forecast of a group of what its experts say. */
final class ExpertMixer {
  private static final int HORIZONS = Slots.HORIZONS;

  private final ModelBundle bundle;
  private final String modelId;

  ExpertMixer(ModelBundle bundle, String modelId) {
    this.bundle = bundle;
    this.modelId = modelId;
  }

  /**
   * @param network what the network forecasts, one value for each horizon
   * @return the forecast, remembered in the state; {@code null} if it is not a number
   */
  Forecast mix(long slot, GroupState state, FeatureBatch batch, int row, double[] network) {
    double[] experts = expertsOf(batch, row, network);
    double[] weights = new double[experts.length];
    double[] expected = new double[HORIZONS];
    if (!bundle.adaptive()) {
      // Only the network has a say.
      Arrays.fill(experts, HORIZONS, experts.length, Double.NaN);
    }
    for (double value : network) {
      if (!Double.isFinite(value)) {
        return null;
      }
    }
    Forecast forecast = new Forecast();
    forecast.modelId = modelId;
    forecast.quantity = state.quantity;
    forecast.recentErrors = state.mix.recentErrors();
    forecast.recentPersistenceErrors = state.mix.recentPersistenceErrors();
    forecast.scored = state.mix.scored.clone();
    state.mix.mix(slot, batch.last(row), experts, weights, expected);
    forecast.weights = weights;
    forecast.expected = expected;
    bounds(slot, state, batch, row, forecast);
    return forecast;
  }

  private static double[] expertsOf(FeatureBatch batch, int row, double[] network) {
    int size = FeatureBatch.expertSize();
    double[] experts = Arrays.copyOfRange(batch.experts(), row * size, (row + 1) * size);
    System.arraycopy(network, 0, experts, Expert.NETWORK.ordinal() * HORIZONS, HORIZONS);
    for (int index = 0; index < size; index++) {
      // Neither utilisation nor demand falls below nothing.
      experts[index] = Math.max(0, experts[index]);
    }
    return experts;
  }

  private void bounds(long slot, GroupState state, FeatureBatch batch, int row, Forecast forecast) {
    double[] expectedSizes = new double[HORIZONS];
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
      double width = bundle.residuals().upperAt(horizon) - bundle.residuals().lowerAt(horizon);
      expectedSizes[horizon] = state.interval.sizeOf(width * batch.changeScale(row, horizon));
    }
    double[] below = new double[HORIZONS];
    double[] above = new double[HORIZONS];
    state.interval.bounds(slot, batch.restlessness(row), expectedSizes, below, above);
    forecast.lower = new double[HORIZONS];
    forecast.upper = new double[HORIZONS];
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
      forecast.lower[horizon] = Math.max(0, forecast.expected[horizon] - below[horizon]);
      forecast.upper[horizon] = forecast.expected[horizon] + above[horizon];
    }
  }
}
