package io.prescale.training.evaluation;

import io.prescale.domain.forecast.Forecast;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.series.ActualSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Forecasts one series by all methods and measures them. */
public final class SeriesEvaluator {
  private final List<NamedForecaster> models;
  private final List<Baseline> baselines =
      List.of(new Persistence(), new AutoRegression(), new SeasonalNaive());
  private final SeriesScorer scorer = new SeriesScorer();

  /**
   * @param models the model to evaluate, then those that it is compared with
   * @throws IllegalArgumentException without any model
   */
  public SeriesEvaluator(List<NamedForecaster> models) {
    if (models.isEmpty()) {
      throw new IllegalArgumentException("there is no model to evaluate");
    }
    this.models = List.copyOf(models);
  }

  /** Measures the series on its test part. */
  public SeriesOutcome evaluate(HistorySeries series, ActualSeries actual) {
    int measured = actual.measuredInTest();
    if (measured == 0) {
      return new LeftOutSeries(
          actual.name(),
          actual.length() == 0 ? "it has no sample" : "no value was measured in its test part");
    }
    List<MethodTrack> tracks = new ArrayList<>();
    for (NamedForecaster model : models) {
      tracks.add(new MethodTrack(model.name(), model.forecaster().forecast(series, actual)));
    }
    for (Baseline baseline : baselines) {
      tracks.add(new MethodTrack(baseline.name(), baseline.forecast(actual)));
    }
    List<HorizonScore> horizons = scorer.score(actual, tracks);
    if (horizons.stream().allMatch(horizon -> horizon.targets() == 0)) {
      return new LeftOutSeries(actual.name(), reason(actual, tracks));
    }
    if (horizons.stream().allMatch(horizon -> horizon.method(Methods.AR24).isEmpty())) {
      return new LeftOutSeries(actual.name(), tooShort(actual));
    }
    return new SeriesEvaluation(
        actual.name(),
        unit(actual),
        actual.length(),
        measured,
        Instant.ofEpochMilli(actual.slotAt(actual.testStart())),
        horizons,
        PlotSelection.of(actual, tracks.get(0).track()));
  }

  private static String reason(ActualSeries actual, List<MethodTrack> tracks) {
    ForecastTrack model = tracks.get(0).track();
    for (int horizon = 0; horizon < ReportedHorizons.COUNT; horizon++) {
      if (model.hasAnyForecast(horizon, actual.testStart())) {
        return "no slot of its test part was both measured and forecast by every method";
      }
    }
    return "the model gave no forecast of its test part: it needs "
        + AutoRegression.LAGS
        + " slots in a row, and the test part is "
        + (actual.length() - actual.testStart())
        + " of "
        + actual.length()
        + " slots";
  }

  private static String tooShort(ActualSeries actual) {
    return "too short to compare with AR24, which needs "
        + AutoRegression.FEWEST_WINDOWS
        + " windows of 24 slots without gap before the test part; the series has "
        + actual.testStart()
        + " slots there";
  }

  private static String unit(ActualSeries actual) {
    return actual.quantity() == Forecast.Quantity.DEMAND
        ? "demand, percent of one instance"
        : "CPU utilisation, percent";
  }
}
