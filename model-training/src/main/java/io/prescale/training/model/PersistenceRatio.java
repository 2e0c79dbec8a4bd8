package io.prescale.training.model;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.features.ForecastQuantity;
import io.prescale.forecasting.history.HistorySeries;
import java.util.ArrayList;
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
    HistoryWalk walk = new HistoryWalk(series);
    Errors errors = new Errors();
    List<GroupSequence> batch = new ArrayList<>(Forecaster.MAX_BATCH);
    walk.over(
        NEWEST,
        sequence -> {
          batch.add(sequence);
          if (batch.size() == Forecaster.MAX_BATCH) {
            score(forecaster, batch, walk, errors);
          }
        });
    score(forecaster, batch, walk, errors);
    if (errors.persistence > FLAT) {
      ratios += errors.forecast / errors.persistence;
      groups++;
    }
  }

  private void score(
      Forecaster forecaster, List<GroupSequence> batch, HistoryWalk walk, Errors errors) {
    List<Forecast> made = forecaster.forecast(batch);
    for (int row = 0; row < batch.size(); row++) {
      Forecast forecast = made.get(row);
      if (forecast == null) {
        failed++;
      } else {
        forecasts++;
        errors.add(batch.get(row), forecast, walk);
      }
    }
    batch.clear();
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
    private double forecast;
    private double persistence;

    void add(GroupSequence sequence, Forecast made, HistoryWalk walk) {
      double last = ForecastQuantity.valueAt(sequence, Slots.SEQUENCE_LENGTH - 1, made.quantity);
      for (int horizon = 0; horizon < made.expected.length; horizon++) {
        double actual = walk.valueAfter(sequence.slotStart, horizon + 1, made.quantity);
        if (!Double.isNaN(actual)) {
          forecast += Math.abs(actual - made.expected[horizon]);
          persistence += Math.abs(actual - last);
        }
      }
    }
  }
}
