package io.prescale.simulator.backtest.result;

import static java.util.Objects.requireNonNull;

/**
 * What a backtest was asked for.
 *
 * @param fleet how instances and metrics behave
 * @param objectives what counts as good
 * @param seed of everything random
 */
public record BacktestSettings(FleetSettings fleet, Objectives objectives, long seed) {
  public BacktestSettings {
    requireNonNull(fleet, "fleet");
    requireNonNull(objectives, "objectives");
  }
}
