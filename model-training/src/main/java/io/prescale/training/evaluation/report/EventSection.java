package io.prescale.training.evaluation.report;

import io.prescale.reporting.Markup;
import io.prescale.reporting.Numbers;
import io.prescale.training.evaluation.EvaluationResult;
import io.prescale.training.evaluation.EventErrors;
import io.prescale.training.evaluation.HorizonAggregate;
import io.prescale.training.evaluation.HorizonScore;
import io.prescale.training.evaluation.MethodScore;
import io.prescale.training.evaluation.Methods;
import io.prescale.training.evaluation.SeriesEvaluation;
import java.util.List;

/** Errors on slots with a calendar event beside the others; nothing where there is no event. */
final class EventSection {
  private static final int MOST_SERIES = 40;

  private final EvaluationResult result;
  private final List<HorizonAggregate> aggregates;
  private final Markup markup = new Markup();

  EventSection(EvaluationResult result, List<HorizonAggregate> aggregates) {
    this.result = result;
    this.aggregates = aggregates;
  }

  String render() {
    if (aggregates.stream().allMatch(aggregate -> aggregate.events().series() == 0)) {
      return "";
    }
    markup.open("section", "id", "events").element("h2", "Calendar events");
    markup.element(
        "p",
        "The model’s mean absolute error as a multiple of the best baseline’s, on slots with an"
            + " event and on the others of the same series (medians).",
        "class",
        "note");
    markup.open("ul");
    for (HorizonAggregate aggregate : aggregates) {
      if (aggregate.events().series() > 0) {
        markup.element(
            "li",
            String.format(
                "%d min ahead: %s on events, %s elsewhere (%d series, %s slots with an event).",
                aggregate.minutes(),
                Numbers.fixed(aggregate.events().medianRatioOnEvents(), 3),
                Numbers.fixed(aggregate.events().medianRatioElsewhere(), 3),
                aggregate.events().series(),
                Numbers.grouped(aggregate.events().targets())));
      }
    }
    markup.close("ul");
    table();
    return markup.close("section").toString();
  }

  private void table() {
    List<String> methods = result.methods();
    markup.open("div", "class", "scroll").open("table", "class", "dense").open("thead").open("tr");
    markup.element("th", "Mean absolute error: on events / elsewhere", "scope", "col");
    markup.element("th", "Ahead", "scope", "col");
    markup.element("th", "Event slots", "scope", "col");
    for (String method : methods) {
      markup.element("th", Methods.label(method), "scope", "col");
    }
    markup.close("tr").close("thead").open("tbody");
    List<SeriesEvaluation> withEvents =
        result.series().stream()
            .filter(
                series -> series.horizons().stream().anyMatch(score -> score.eventTargets() > 0))
            .toList();
    for (SeriesEvaluation series : withEvents.stream().limit(MOST_SERIES).toList()) {
      for (HorizonScore score : series.horizons()) {
        if (score.eventTargets() > 0) {
          row(series.name(), score, methods);
        }
      }
    }
    markup.close("tbody").close("table").close("div");
    if (withEvents.size() > MOST_SERIES) {
      markup.element(
          "p",
          (withEvents.size() - MOST_SERIES) + " more series stand in " + ReportFolder.CSV + ".",
          "class",
          "note");
    }
  }

  private void row(String name, HorizonScore score, List<String> methods) {
    markup
        .open("tr")
        .element("td", name)
        .element("td", score.minutes() + " min")
        .element("td", Numbers.grouped(score.eventTargets()));
    for (String method : methods) {
      EventErrors errors = score.method(method).map(MethodScore::events).orElse(null);
      markup.element(
          "td",
          errors == null
              ? "–"
              : Numbers.significant(errors.onEvents())
                  + " / "
                  + Numbers.significant(errors.elsewhere()));
    }
    markup.close("tr");
  }
}
