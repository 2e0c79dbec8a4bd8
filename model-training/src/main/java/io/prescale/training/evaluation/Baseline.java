package io.prescale.training.evaluation;

import io.prescale.training.series.ActualSeries;

/** A simple method that a model has to beat to be worth its effort. */
public interface Baseline {
  /** What reports call it. */
  String name();

  /** Forecasts the slots of the test part, each from nothing but what lies before it. */
  ForecastTrack forecast(ActualSeries actual);
}
