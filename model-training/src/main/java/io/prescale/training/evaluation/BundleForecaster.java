package io.prescale.training.evaluation;

import io.prescale.domain.forecast.Forecast;
import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.series.ActualSeries;
import io.prescale.training.series.ForecastWalk;

/** Forecasts with a model bundle, walking from the start of the series as the job does. */
public final class BundleForecaster implements SeriesForecaster {
  private final Forecaster forecaster;

  /** Does not close the forecaster. */
  public BundleForecaster(Forecaster forecaster) {
    this.forecaster = forecaster;
  }

  @Override
  public ForecastTrack forecast(HistorySeries series, ActualSeries actual) {
    ForecastTrack track = ForecastTrack.ofIntervals(actual.length());
    new ForecastWalk(forecaster, series, actual)
        .advanceTo(
            actual.length(),
            (newest, sequence, forecast) -> {
              // A value that was carried forward is no place to be scored from.
              if (forecast != null
                  && forecast.quantity == actual.quantity()
                  && actual.isMeasured(newest)) {
                keep(forecast, newest, track);
              }
            });
    return track;
  }

  private static void keep(Forecast forecast, int newest, ForecastTrack track) {
    for (int horizon = 0; horizon < ReportedHorizons.COUNT; horizon++) {
      int steps = ReportedHorizons.steps(horizon);
      int slot = newest + steps;
      if (slot < track.expected()[horizon].length) {
        track.expected()[horizon][slot] = forecast.expected[steps - 1];
        track.lower()[horizon][slot] = forecast.lower[steps - 1];
        track.upper()[horizon][slot] = forecast.upper[steps - 1];
      }
    }
  }
}
