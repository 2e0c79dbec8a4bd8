package io.prescale.training.fit;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.adaptation.GroupStateFormat;
import io.prescale.forecasting.bundle.AccuracyReport;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.series.ActualSeries;
import io.prescale.training.series.ForecastWalk;
import java.util.ArrayList;
import java.util.List;

/** Walks a series with a model in two goes: up to the test part, and through it. */
final class MeasuredWalk {
  private static final int[] REPORTED_STEPS = {1, 3, 6, 12};

  private final ActualSeries actual;
  private final ForecastWalk walk;
  private final SplitFractions fractions;
  private final ResidualSample residuals;
  private final List<double[]> validated = new ArrayList<>();
  private final double[] forecastErrors = new double[Slots.HORIZONS];
  private final double[] persistenceErrors = new double[Slots.HORIZONS];
  private final int[] counts = new int[Slots.HORIZONS];

  /**
   * @param residuals receives those of the validation part
   */
  MeasuredWalk(
      Forecaster forecaster,
      HistorySeries series,
      SplitFractions fractions,
      ResidualSample residuals) {
    this.actual = fractions.layOut(series);
    this.walk = new ForecastWalk(forecaster, series, actual);
    this.fractions = fractions;
    this.residuals = residuals;
  }

  /** Walks up to the test part; what is then remembered of the group, a copy. */
  GroupState toTestPart() {
    int validationStart = fractions.validationStart(actual.length());
    int testStart = fractions.testStart(actual.length());
    walk.advanceTo(
        testStart,
        (newest, sequence, forecast) -> {
          if (newest >= validationStart && counts(forecast, newest)) {
            collect(newest, forecast, testStart);
          }
        });
    GroupState state = walk.state();
    for (double[] residual : validated) {
      int horizon = (int) residual[0];
      residuals.add(horizon, residual[1] / state.scale.changeScale(horizon));
    }
    GroupState copy = GroupStateFormat.copy(state);
    // The identifier of a bundle depends on this state, so it cannot name the bundle.
    copy.modelHash = 0;
    return copy;
  }

  private boolean counts(Forecast forecast, int newest) {
    return forecast != null && forecast.quantity == actual.quantity() && actual.isMeasured(newest);
  }

  private void collect(int newest, Forecast forecast, int testStart) {
    for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
      int slot = newest + horizon + 1;
      if (slot < testStart && actual.isMeasured(slot)) {
        validated.add(new double[] {horizon, actual.values()[slot] - forecast.expected[horizon]});
      }
    }
  }

  /** Walks through the test part; errors at 5, 15, 30 and 60 minutes beside persistence. */
  List<AccuracyReport.Entry> throughTestPart() {
    walk.advanceTo(
        actual.length(),
        (newest, sequence, forecast) -> {
          if (counts(forecast, newest)) {
            score(newest, forecast);
          }
        });
    List<AccuracyReport.Entry> entries = new ArrayList<>();
    for (int steps : REPORTED_STEPS) {
      int count = counts[steps - 1];
      if (count > 0) {
        entries.add(
            new AccuracyReport.Entry(
                actual.name(),
                steps * (int) Slots.LENGTH.toMinutes(),
                count,
                forecastErrors[steps - 1] / count,
                persistenceErrors[steps - 1] / count));
      }
    }
    return entries;
  }

  private void score(int newest, Forecast forecast) {
    for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
      int slot = newest + horizon + 1;
      if (actual.isMeasured(slot)) {
        double value = actual.values()[slot];
        forecastErrors[horizon] += Math.abs(value - forecast.expected[horizon]);
        persistenceErrors[horizon] += Math.abs(value - actual.values()[newest]);
        counts[horizon]++;
      }
    }
  }
}
