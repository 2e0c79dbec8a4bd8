package io.prescale.training.evaluation;

import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.series.ActualSeries;

/** Walks one series forward as the job does. */
public interface SeriesForecaster {
  /**
   * Forecasts the slots of the test part, each from nothing but what lies before it.
   *
   * @param series the samples of the group
   * @param actual what is forecast of it, by slot
   */
  ForecastTrack forecast(HistorySeries series, ActualSeries actual);
}
