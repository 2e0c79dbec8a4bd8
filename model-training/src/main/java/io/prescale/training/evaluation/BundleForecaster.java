package io.prescale.training.evaluation;

import io.prescale.domain.calendar.CalendarContext;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.Sample;
import io.prescale.domain.sample.SampleWindow;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.history.HistorySeries;
import java.util.ArrayList;
import java.util.List;

/** Forecasts with a model bundle, from the sequences that the job's sample window gives. */
public final class BundleForecaster implements SeriesForecaster {
  private final Forecaster forecaster;

  /** Does not close the forecaster. */
  public BundleForecaster(Forecaster forecaster) {
    this.forecaster = forecaster;
  }

  @Override
  public ForecastTrack forecast(HistorySeries series, ActualSeries actual) {
    ForecastTrack track = ForecastTrack.ofIntervals(actual.length());
    Forecast.Quantity quantity = ActualSeriesFactory.quantityOf(series);
    SampleWindow window = SampleWindow.create();
    List<GroupSequence> batch = new ArrayList<>();
    for (Sample sample : series.samples()) {
      window.upsert(sample);
      int newest = (int) Slots.between(actual.firstSlot(), window.newestSlot);
      GroupSequence sequence = window.toSequence(actual.name(), calendar(actual, newest));
      if (newest + Slots.HORIZONS >= actual.testStart()
          && sample.hasCpu()
          && sequence.isComplete()) {
        batch.add(sequence);
      }
      if (batch.size() == Forecaster.MAX_BATCH) {
        score(batch, quantity, actual, track);
      }
    }
    score(batch, quantity, actual, track);
    return track;
  }

  private void score(
      List<GroupSequence> batch,
      Forecast.Quantity quantity,
      ActualSeries actual,
      ForecastTrack track) {
    List<Forecast> forecasts = forecaster.forecast(batch);
    for (int row = 0; row < batch.size(); row++) {
      Forecast forecast = forecasts.get(row);
      int newest = (int) Slots.between(actual.firstSlot(), batch.get(row).slotStart);
      if (forecast != null && forecast.quantity == quantity) {
        keep(forecast, newest, track);
      }
    }
    batch.clear();
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

  /** The calendar is known ahead, so the events of the hour to come may be told. */
  private static CalendarContext calendar(ActualSeries actual, int newest) {
    CalendarContext calendar = CalendarContext.none();
    int oldest = newest - Slots.SEQUENCE_LENGTH + 1;
    for (int step = 0; step < CalendarContext.STEPS; step++) {
      int slot = oldest + step;
      calendar.active[step] = slot >= 0 && slot < actual.length() && actual.events()[slot];
    }
    return calendar;
  }
}
