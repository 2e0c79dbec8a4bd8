package io.prescale.training.model;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.series.ActualSeries;
import io.prescale.training.series.ActualSeriesFactory;
import io.prescale.training.series.ForecastWalk;
import java.util.List;

/**
 * Mean absolute error of a model over that of persistence (the newest value stays), over all
 * horizons from 5 to 60 minutes, on the newest fifth of each series; the mean over the groups.
 */
final class PersistenceRatio {
  private static final double NEWEST = 0.2;

  /** Error of persistence below which a series is flat and tells nothing. */
  private static final double FLAT = 1e-9;

  private double ratios;
  private int groups;
  private int forecasts;
  private int failed;

  private PersistenceRatio() {}

  static PersistenceRatio of(Forecaster forecaster, List<HistorySeries> history) {
    PersistenceRatio ratio = new PersistenceRatio();
    history.forEach(series -> ratio.add(forecaster, series));
    return ratio;
  }

  private void add(Forecaster forecaster, HistorySeries series) {
    ActualSeries actual = new ActualSeriesFactory(NEWEST).of(series);
    Errors errors = new Errors(actual);
    new ForecastWalk(forecaster, series, actual)
        .advanceTo(
            actual.length(),
            (newest, sequence, forecast) -> {
              if (newest < actual.testStart() || !actual.isMeasured(newest)) {
                return;
              }
              if (forecast != null && forecast.quantity == actual.quantity()) {
                forecasts++;
                errors.add(newest, forecast);
              } else if (forecast == null && sequence.isComplete()) {
                failed++;
              }
            });
    if (errors.persistence > FLAT) {
      ratios += errors.forecast / errors.persistence;
      groups++;
    }
  }

  /** Mean over the groups; {@code NaN} without any. */
  double value() {
    return groups == 0 ? Double.NaN : ratios / groups;
  }

  /** Groups measured on. */
  int groups() {
    return groups;
  }

  /** Forecasts made. */
  int forecasts() {
    return forecasts;
  }

  /** Sequences for which the network gave no numbers. */
  int failed() {
    return failed;
  }

  /** Sums of absolute errors of one group. */
  private static final class Errors {
    private final ActualSeries actual;
    private double forecast;
    private double persistence;

    private Errors(ActualSeries actual) {
      this.actual = actual;
    }

    void add(int newest, Forecast made) {
      for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
        int slot = newest + horizon + 1;
        if (actual.isMeasured(slot)) {
          double value = actual.values()[slot];
          forecast += Math.abs(value - made.expected[horizon]);
          persistence += Math.abs(value - actual.values()[newest]);
        }
      }
    }
  }
}
