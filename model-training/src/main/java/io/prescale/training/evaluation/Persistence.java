package io.prescale.training.evaluation;

import io.prescale.training.series.ActualSeries;

/** The newest value stays: what a purely reactive policy assumes. */
public final class Persistence implements Baseline {
  @Override
  public String name() {
    return Methods.PERSISTENCE;
  }

  @Override
  public ForecastTrack forecast(ActualSeries actual) {
    ForecastTrack track = ForecastTrack.ofPoints(actual.length());
    for (int horizon = 0; horizon < ReportedHorizons.COUNT; horizon++) {
      int steps = ReportedHorizons.steps(horizon);
      for (int slot = Math.max(actual.testStart(), steps); slot < actual.length(); slot++) {
        track.expected()[horizon][slot] = actual.values()[slot - steps];
      }
    }
    return track;
  }
}
