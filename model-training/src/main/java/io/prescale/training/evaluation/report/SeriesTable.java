package io.prescale.training.evaluation.report;

import io.prescale.reporting.Markup;
import io.prescale.reporting.Numbers;
import io.prescale.training.evaluation.ErrorMeasures;
import io.prescale.training.evaluation.HorizonScore;
import io.prescale.training.evaluation.IntervalMeasures;
import io.prescale.training.evaluation.MethodScore;
import io.prescale.training.evaluation.Methods;
import io.prescale.training.evaluation.ReportedHorizons;
import io.prescale.training.evaluation.SeriesEvaluation;
import java.util.List;

/** All series in numbers, five and sixty minutes ahead. */
final class SeriesTable {
  private static final int[] SHOWN = {0, ReportedHorizons.COUNT - 1};
  private static final List<String> COLUMNS =
      List.of(
          "Model",
          "Persis\u00adtence",
          "AR24",
          "Sea\u00adsonal",
          "Model / best",
          "R²",
          "Accu\u00adracy",
          "Cover\u00adage");

  private final List<SeriesEvaluation> series;
  private final Markup markup = new Markup();

  SeriesTable(List<SeriesEvaluation> series) {
    this.series = series;
  }

  String render() {
    markup.open("section", "id", "series").element("h2", "Series");
    markup.element(
        "p",
        "Mean absolute errors in the unit of the series, five and sixty minutes ahead; the other"
            + " horizons stand in "
            + ReportFolder.CSV
            + ". ▼ marks an error below the best baseline’s, ▲ one above it.",
        "class",
        "note");
    markup.open("div", "class", "scroll").open("table", "class", "dense");
    head();
    markup.open("tbody");
    series.forEach(this::row);
    markup.close("tbody").close("table").close("div");
    return markup.close("section").toString();
  }

  private void head() {
    markup.open("thead").open("tr").element("th", "").element("th", "");
    for (int horizon : SHOWN) {
      markup.element(
          "th",
          ReportedHorizons.minutes(horizon) + " min ahead",
          "class",
          "group",
          "colspan",
          COLUMNS.size(),
          "scope",
          "colgroup");
    }
    markup.close("tr").open("tr").element("th", "Series").element("th", "Targets");
    for (int group = 0; group < SHOWN.length; group++) {
      for (int column = 0; column < COLUMNS.size(); column++) {
        markup.element(
            "th", COLUMNS.get(column), "scope", "col", "class", column == 0 ? "edge" : "");
      }
    }
    markup.close("tr").close("thead");
  }

  private void row(SeriesEvaluation evaluation) {
    markup
        .open("tr")
        .element("td", evaluation.name(), "title", evaluation.quantity())
        .element("td", Numbers.grouped(evaluation.horizons().get(0).targets()));
    for (int horizon : SHOWN) {
      cells(evaluation.horizons().get(horizon));
    }
    markup.close("tr");
  }

  private void cells(HorizonScore score) {
    ErrorMeasures model =
        score.method(Methods.MODEL).map(MethodScore::errors).orElse(ErrorMeasures.NONE);
    double ratio = score.maeRatio(Methods.MODEL);
    double coverage =
        score
            .method(Methods.MODEL)
            .map(MethodScore::interval)
            .map(IntervalMeasures::coverage)
            .orElse(Double.NaN);
    markup.element("td", Numbers.significant(model.mae()), "class", "edge");
    for (String baseline : Methods.BASELINES) {
      markup.element("td", Numbers.significant(score.mae(baseline)));
    }
    markup
        .element(
            "td",
            Numbers.fixed(ratio, 2) + (ratio < 1 ? " ▼" : ratio > 1 ? " ▲" : ""),
            "class",
            ratio < 1 ? "good" : ratio > 1 ? "poor" : "")
        .element("td", Numbers.fixed(model.r2(), 2))
        .element("td", Numbers.fixed(model.accuracy(), 1))
        .element("td", Numbers.percent(coverage));
  }
}
