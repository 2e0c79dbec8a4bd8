package io.prescale.training.evaluation.report;

import io.prescale.reporting.Markup;
import io.prescale.reporting.Numbers;
import io.prescale.training.evaluation.EvaluationResult;
import io.prescale.training.evaluation.HorizonAggregate;
import java.util.List;

/** The outcome in words, tiles and one table. */
final class SummarySection {
  private final EvaluationResult result;
  private final List<HorizonAggregate> aggregates;
  private final Markup markup = new Markup();

  SummarySection(EvaluationResult result, List<HorizonAggregate> aggregates) {
    this.result = result;
    this.aggregates = aggregates;
  }

  String render() {
    markup.open("section", "id", "summary").element("h2", "Summary");
    warnings();
    sentence(aggregates.get(0));
    sentence(aggregates.get(aggregates.size() - 1));
    tiles();
    table();
    return markup.close("section").toString();
  }

  private void warnings() {
    if (result.warnings().isEmpty()) {
      return;
    }
    markup.open("div", "class", "warning", "role", "note");
    markup.element(
        "p",
        "Training read these series into the part that is measured here. Unless it held that part"
            + " out, the numbers are better than what to expect of new data:");
    markup.open("details").element("summary", result.warnings().size() + " warnings").open("ul");
    result.warnings().forEach(warning -> markup.element("li", warning));
    markup.close("ul").close("details").close("div");
  }

  private void sentence(HorizonAggregate aggregate) {
    if (aggregate.series() == 0) {
      markup.element("p", aggregate.minutes() + " minutes ahead nothing could be measured.");
      return;
    }
    long won = Math.round(aggregate.shareWon() * aggregate.series());
    StringBuilder text = new StringBuilder();
    text.append(aggregate.minutes()).append(" minutes ahead the model errs no more than both ");
    text.append("persistence and AR24 on ").append(won).append(" of ").append(aggregate.series());
    text.append(" series");
    if (Double.isFinite(aggregate.medianMaeRatio())) {
      text.append("; in the median over the series its error is ");
      text.append(comparedWithOne(aggregate.medianMaeRatio()));
      text.append(" the best baseline’s");
    }
    if (Double.isFinite(aggregate.coverage())) {
      text.append(". Its 90\u00a0% interval holds ").append(Numbers.percent(aggregate.coverage()));
      text.append(" of the values, and on the worst series ");
      text.append(Numbers.percent(aggregate.minCoverage()));
    }
    markup.element("p", text.append('.').toString());
  }

  private static String comparedWithOne(double ratio) {
    double percent = 100 * Math.abs(1 - ratio);
    if (percent < 0.05) {
      return "equal to";
    }
    return Numbers.fixed(percent, 1) + "\u00a0% " + (ratio < 1 ? "below" : "above");
  }

  private void tiles() {
    markup.open("div", "class", "tiles");
    for (HorizonAggregate aggregate : aggregates) {
      markup
          .open("div", "class", "tile")
          .element("span", aggregate.minutes() + " min ahead", "class", "when")
          .element("b", Numbers.fixed(aggregate.medianMaeRatio(), 2) + " ×")
          .element(
              "span",
              "the best baseline’s error; wins on "
                  + Numbers.percent(aggregate.shareWon())
                  + " of the series",
              "class",
              "detail")
          .close("div");
    }
    markup.close("div");
  }

  private void table() {
    markup
        .open("div", "class", "scroll")
        .open("table")
        .tableHead(
            List.of(
                "Ahead",
                "Series",
                "Targets",
                "Won",
                "MAE / best baseline",
                "RMSE / AR24",
                "R²",
                "Coverage of 90 %",
                "Lowest coverage"));
    for (HorizonAggregate aggregate : aggregates) {
      markup
          .open("tr")
          .element("td", aggregate.minutes() + " min")
          .element("td", Integer.toString(aggregate.series()))
          .element("td", Numbers.grouped(aggregate.targets()))
          .element("td", Numbers.percent(aggregate.shareWon()))
          .element("td", Numbers.fixed(aggregate.medianMaeRatio(), 3))
          .element("td", Numbers.fixed(aggregate.medianRmseRatioToAr24(), 3))
          .element("td", Numbers.fixed(aggregate.medianR2(), 3))
          .element("td", Numbers.percent(aggregate.coverage()))
          .element("td", Numbers.percent(aggregate.minCoverage()))
          .close("tr");
    }
    markup.close("tbody").close("table").close("div");
    markup.element(
        "p",
        "Won: share of series on which the model’s mean absolute error is at most that of"
            + " persistence and of AR24. The other columns are medians over the series. Every"
            + " method is measured on the same targets.",
        "class",
        "note");
  }
}
