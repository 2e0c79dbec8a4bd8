package io.prescale.simulator.backtest.result;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a backtest found. Immutable, if nobody writes to the arrays of its traces.
 *
 * @param settings what was asked for
 * @param modelId identifier of the model that {@code prescale-*} forecast with; empty if they did
 *     not run
 * @param series one element for each demand series, in the order in which they were named
 */
public record BacktestResult(BacktestSettings settings, String modelId, List<SeriesResult> series) {
  public BacktestResult {
    requireNonNull(settings, "settings");
    requireNonNull(modelId, "modelId");
    series = List.copyOf(series);
  }
}
