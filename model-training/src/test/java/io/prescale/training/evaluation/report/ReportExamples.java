package io.prescale.training.evaluation.report;

import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.SeriesBuilder;
import io.prescale.training.evaluation.EvaluationResult;
import io.prescale.training.evaluation.ForecastTrack;
import io.prescale.training.evaluation.LeftOutSeries;
import io.prescale.training.evaluation.NamedForecaster;
import io.prescale.training.evaluation.ReportedHorizons;
import io.prescale.training.evaluation.SeriesEvaluation;
import io.prescale.training.evaluation.SeriesEvaluator;
import io.prescale.training.evaluation.SeriesForecaster;
import io.prescale.training.series.ActualSeriesFactory;
import java.util.ArrayList;
import java.util.List;

/** Results to report. */
final class ReportExamples {
  static final String HOSTILE = "<script>alert(\"1\")</script> & \u0001";

  private ReportExamples() {}

  /** A result of so many series, the first with events, the second constant, and one left out. */
  static EvaluationResult result(int count) {
    SeriesEvaluator evaluator =
        new SeriesEvaluator(
            List.of(
                new NamedForecaster("model", offBy(0.5)),
                new NamedForecaster("classic", offBy(1.5))));
    ActualSeriesFactory factory = new ActualSeriesFactory(0.2);
    List<SeriesEvaluation> series = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      HistorySeries history = history(index);
      series.add((SeriesEvaluation) evaluator.evaluate(history, factory.of(history)));
    }
    return new EvaluationResult(
        "prescale test",
        0.2,
        List.of(
            new EvaluationResult.ModelIdentity("model", "lstm-1", "models/one"),
            new EvaluationResult.ModelIdentity("classic", "lstm-2", "models/two")),
        series,
        List.of(new LeftOutSeries(HOSTILE, "it has no sample")),
        List.of("web-0: training of the model read it"));
  }

  private static HistorySeries history(int index) {
    double phase = index;
    String name = "web-" + index;
    return switch (index) {
      case 0 ->
          SeriesBuilder.sales(
                  name, 3000, slot -> 50 + 20 * Math.sin(slot / 11.0), slot -> slot % 500 > 450)
              .build();
      case 1 -> SeriesBuilder.cpu(name, 3000, slot -> 7).build();
      default ->
          SeriesBuilder.cpu(name, 3000, slot -> 50 + 20 * Math.sin(phase + slot * slot / 9e4))
              .build();
    };
  }

  private static SeriesForecaster offBy(double error) {
    return (history, actual) -> {
      ForecastTrack track = ForecastTrack.ofIntervals(actual.length());
      for (int horizon = 0; horizon < ReportedHorizons.COUNT; horizon++) {
        for (int slot = actual.testStart(); slot < actual.length(); slot++) {
          double expected = actual.values()[slot] + (slot % 2 == 0 ? error : -error);
          track.expected()[horizon][slot] = expected;
          track.lower()[horizon][slot] = expected - 1;
          track.upper()[horizon][slot] = expected + 1;
        }
      }
      return track;
    };
  }
}
