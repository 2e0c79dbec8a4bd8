package io.prescale.simulator.backtest.report;

import io.prescale.reporting.Legend;
import io.prescale.reporting.Markup;
import io.prescale.reporting.Numbers;
import io.prescale.simulator.backtest.result.BacktestSettings;
import io.prescale.simulator.backtest.result.PolicyResult;
import io.prescale.simulator.backtest.result.SeriesResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Each series: when what was needed, what each policy gave, and its worst hours. */
final class SeriesSection {
  /** Series with plots; all others are in the table of what was measured and in the files. */
  private static final int MOST_SERIES = 24;

  private static final int OPEN = 2;

  private final List<SeriesResult> series;
  private final BacktestSettings settings;
  private final Markup markup = new Markup();

  SeriesSection(List<SeriesResult> series, BacktestSettings settings) {
    this.series = series;
    this.settings = settings;
  }

  String render() {
    markup.section(
        "series",
        "Series by series",
        "Demand is drawn as the instances that it needs, so capacity below it is overload. Times"
            + " are UTC. A long series is thinned: each two pixels show the lowest and the highest"
            + " minute in them, so that no peak and no overload is lost; actions that would lie on"
            + " each other share one mark.");
    markup.raw(
        new Legend()
            .line("curve needed", "Instances needed")
            .line("curve forecast", "Forecast of them, made one lead time before")
            .area("band", "90 % interval")
            .area("overload", "Overload")
            .area("event", "Calendar event")
            .toString());
    markup.element(
        "p",
        "▲ scaled out, ▼ scaled in; point at a mark for the reason. A dotted line is the desired"
            + " capacity.",
        "class",
        "note");
    for (int index = 0; index < Math.min(series.size(), MOST_SERIES); index++) {
      one(series.get(index), index);
    }
    if (series.size() > MOST_SERIES) {
      markup.element(
          "p",
          "The first "
              + MOST_SERIES
              + " series are shown; the figures and minutes of the other "
              + (series.size() - MOST_SERIES)
              + " stand in the CSV files beside this page.",
          "class",
          "note");
    }
    return markup.close("section").toString();
  }

  private void one(SeriesResult one, int index) {
    List<PolicyFigures> figures = PolicyFigures.of(one);
    DemandInstances demand = new DemandInstances(one, settings.objectives().sloThreshold());
    if (index < OPEN) {
      markup.open("details", "class", "series", "open", "open");
    } else {
      markup.open("details", "class", "series");
    }
    markup.open("summary").element("strong", one.name());
    markup.element("span", outcome(figures), "class", "figures").close("summary");
    markup.raw(new SeriesPlot(demand, "s" + index).render());
    markup
        .open("div", "class", "charts uneven")
        .raw(TradeOffChart.of("Cost against overload", figures))
        .raw(EqualSloChart.of(figures))
        .close("div");
    markup.raw(new FiguresTable(figures, settings.objectives()).render());
    closeUps(demand);
    markup.close("details");
  }

  private static String outcome(List<PolicyFigures> figures) {
    List<String> named = new ArrayList<>();
    Contestants.ours(figures).ifPresent(named::add);
    Contestants.opponent(figures).ifPresent(named::add);
    List<String> parts = new ArrayList<>();
    for (String policy : named) {
      PolicyFigures.find(figures, policy)
          .ifPresent(
              one ->
                  parts.add(
                      policy
                          + ": "
                          + Numbers.grouped(one.measures().sloViolationMinutes())
                          + " min of overload, "
                          + Numbers.grouped(one.measures().instanceHours(), 1)
                          + " instance-hours"));
    }
    return String.join("; ", parts);
  }

  private void closeUps(DemandInstances demand) {
    List<String> clean = new ArrayList<>();
    markup.open("details").element("summary", "The worst three hours of each policy");
    markup.open("div", "class", "charts");
    for (PolicyResult result : demand.series().policies()) {
      List<HourWindow> worst = HourWindow.worst(result.trace(), demand.threshold(), 1);
      if (worst.isEmpty()) {
        clean.add(result.policy());
      } else {
        markup.raw(new CloseUp(demand, result, Optional.empty()).of(worst.get(0), result.policy()));
      }
    }
    markup.close("div");
    if (!clean.isEmpty()) {
      markup.element("p", "Never overloaded: " + String.join(", ", clean) + ".");
    }
    markup.close("details");
  }
}
