package io.prescale.training.evaluation.report;

import io.prescale.reporting.Markup;
import io.prescale.reporting.Numbers;
import io.prescale.training.evaluation.HorizonScore;
import io.prescale.training.evaluation.Methods;
import io.prescale.training.evaluation.SeriesEvaluation;
import io.prescale.training.evaluation.SeriesPlot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Forecasts against what came, of all series where they are few, else of those in which the model
 * does best, middling and worst beside the baselines.
 */
final class PlotSection {
  private static final int MOST_SERIES = 30;
  private static final int OF_EACH_KIND = 4;
  private static final int OPEN = 3;

  private final List<SeriesEvaluation> series;
  private final Markup markup = new Markup();

  PlotSection(List<SeriesEvaluation> series) {
    this.series = series;
  }

  String render() {
    List<SeriesEvaluation> shown = chosen();
    markup.open("section", "id", "plots").element("h2", "Forecast against actual");
    markup.element(
        "p",
        (shown.size() < series.size()
                ? "The "
                    + shown.size()
                    + " series with the best, the middle and the worst error beside the baselines."
                : "From the best to the worst error beside the baselines.")
            + " For each the day with the typical (median) error and the day with the largest, by"
            + " the error sixty minutes ahead. Times are UTC.",
        "class",
        "note");
    markup.raw(MethodLegend.ofForecasts());
    for (int index = 0; index < shown.size(); index++) {
      plots(shown.get(index), index < OPEN);
    }
    return markup.close("section").toString();
  }

  private List<SeriesEvaluation> chosen() {
    List<SeriesEvaluation> sorted = new ArrayList<>(series);
    sorted.sort(Comparator.comparingDouble(PlotSection::meanRatio));
    if (sorted.size() <= MOST_SERIES) {
      return sorted;
    }
    int middle = sorted.size() / 2 - OF_EACH_KIND / 2;
    Set<SeriesEvaluation> chosen = new LinkedHashSet<>(sorted.subList(0, OF_EACH_KIND));
    chosen.addAll(sorted.subList(middle, middle + OF_EACH_KIND));
    chosen.addAll(sorted.subList(sorted.size() - OF_EACH_KIND, sorted.size()));
    return List.copyOf(chosen);
  }

  private static double meanRatio(SeriesEvaluation evaluation) {
    return evaluation.horizons().stream()
        .mapToDouble(score -> score.maeRatio(Methods.MODEL))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  private void plots(SeriesEvaluation evaluation, boolean open) {
    if (open) {
      markup.open("details", "open", "open");
    } else {
      markup.open("details");
    }
    markup
        .open("summary")
        .element("strong", evaluation.name())
        .element(
            "span",
            evaluation.quantity()
                + "; error / best baseline: "
                + evaluation.horizons().stream()
                    .map(PlotSection::figure)
                    .collect(Collectors.joining(", ")),
            "class",
            "figures")
        .close("summary");
    markup.open("div", "class", "charts");
    for (SeriesPlot plot : evaluation.plots()) {
      markup.raw(ForecastChart.of(evaluation.name(), plot));
    }
    markup.close("div").close("details");
  }

  private static String figure(HorizonScore score) {
    return Numbers.fixed(score.maeRatio(Methods.MODEL), 2) + " at " + score.minutes() + " min";
  }
}
