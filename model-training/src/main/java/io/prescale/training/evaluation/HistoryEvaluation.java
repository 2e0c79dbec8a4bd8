package io.prescale.training.evaluation;

import io.prescale.forecasting.history.HistorySeries;
import io.prescale.forecasting.history.LoadedHistory;
import io.prescale.training.series.ActualSeries;
import io.prescale.training.series.ActualSeriesFactory;
import java.util.ArrayList;
import java.util.List;

/** Measures all series, one after the other; only the measures and a few days of each are kept. */
final class HistoryEvaluation {
  /**
   * What the report says about how it was made.
   *
   * @param generatedBy version of the program
   * @param testFraction share of each series that is measured on
   */
  record Setup(String generatedBy, double testFraction) {}

  /** Hears of each series that is done. */
  interface Listener {
    void onSeries(SeriesOutcome outcome);
  }

  private final LoadedModels models;
  private final ActualSeriesFactory factory;
  private final Setup setup;

  HistoryEvaluation(LoadedModels models, ActualSeriesFactory factory, Setup setup) {
    this.models = models;
    this.factory = factory;
    this.setup = setup;
  }

  EvaluationResult run(LoadedHistory history, Listener listener) {
    SeriesEvaluator evaluator = new SeriesEvaluator(models.forecasters());
    List<SeriesEvaluation> measured = new ArrayList<>();
    List<LeftOutSeries> leftOut = new ArrayList<>(unread(history));
    List<String> warnings = new ArrayList<>();
    for (HistorySeries series : history.series()) {
      if (ActualSeriesFactory.isTooLong(series)) {
        LeftOutSeries tooLong = new LeftOutSeries(series.group(), ActualSeriesFactory.TOO_LONG);
        leftOut.add(tooLong);
        listener.onSeries(tooLong);
        continue;
      }
      ActualSeries actual = factory.of(series);
      SeriesOutcome outcome = evaluator.evaluate(series, actual);
      if (outcome instanceof SeriesEvaluation evaluation) {
        measured.add(evaluation);
        warnings.addAll(overlaps(actual));
      } else if (outcome instanceof LeftOutSeries left) {
        leftOut.add(left);
      }
      listener.onSeries(outcome);
    }
    return new EvaluationResult(
        setup.generatedBy(),
        setup.testFraction(),
        models.identities(),
        measured,
        leftOut,
        warnings);
  }

  private static List<LeftOutSeries> unread(LoadedHistory history) {
    return history.leftOut().stream()
        .map(left -> new LeftOutSeries(left.source(), left.description()))
        .toList();
  }

  private List<String> overlaps(ActualSeries actual) {
    return models.models().stream()
        .flatMap(model -> TrainingOverlap.warning(model.name(), model.bundle(), actual).stream())
        .toList();
  }
}
