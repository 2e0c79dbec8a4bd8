package io.prescale.simulator.backtest;

import io.prescale.simulator.backtest.result.BacktestSettings;
import io.prescale.simulator.backtest.result.FleetSettings;
import io.prescale.simulator.backtest.result.Objectives;
import io.prescale.simulator.demand.DemandSeries;
import io.prescale.simulator.fleet.InstanceLife;
import io.prescale.simulator.fleet.Publication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Days with an evening peak and some noise, and the settings to run them with. */
final class SyntheticDemand {
  static final int MINUTES_OF_DAY = 1440;

  private SyntheticDemand() {}

  static DemandSeries days(String name, int days, long seed) {
    double[] values = new double[days * MINUTES_OF_DAY];
    Random random = new Random(seed);
    for (int minute = 0; minute < values.length; minute++) {
      double day = 1 - Math.cos(2 * Math.PI * (minute % MINUTES_OF_DAY - 300) / MINUTES_OF_DAY);
      values[minute] = 100 * (0.4 + day) * (1 + 0.03 * random.nextGaussian());
    }
    return series(name, values);
  }

  static DemandSeries series(String name, double[] values) {
    return new DemandSeries(
        name,
        "test",
        "value",
        Instant.parse("2026-03-02T00:00:00Z"),
        values,
        new boolean[values.length],
        Optional.empty(),
        List.of());
  }

  static BacktestSettings settings(double launchFailure, double missing) {
    return new BacktestSettings(
        new FleetSettings(
            new InstanceLife(
                Duration.ofMinutes(4), Duration.ZERO, 1, Duration.ofMinutes(1), launchFailure),
            new Publication(Duration.ofMinutes(1), missing),
            1,
            100,
            Duration.ofMinutes(1)),
        new Objectives(60, 70, 80, 0.001, 0.4, 0.1),
        1);
  }
}
