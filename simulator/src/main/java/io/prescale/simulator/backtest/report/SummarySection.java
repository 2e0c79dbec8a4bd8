package io.prescale.simulator.backtest.report;

import io.prescale.reporting.Markup;
import io.prescale.reporting.Numbers;
import io.prescale.simulator.backtest.result.BacktestResult;
import io.prescale.simulator.backtest.result.Measures;
import io.prescale.simulator.backtest.result.SeriesResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What each policy would have cost, and how much overload it would have meant: at a glance. */
final class SummarySection {
  private static final int MOST_SMALL_CHARTS = 12;

  private final BacktestResult result;
  private final List<PolicyFigures> figures;
  private final Markup markup = new Markup();

  SummarySection(BacktestResult result) {
    this.result = result;
    this.figures = PolicyFigures.overAll(result.series());
  }

  String render() {
    markup.section("summary", "What each policy would have cost", "");
    if (figures.isEmpty()) {
      markup.element("p", "No policy ran on every series, so there are no sums to compare.");
      return markup.close("section").toString();
    }
    outcome();
    tiles();
    markup
        .open("div", "class", "charts uneven")
        .raw(TradeOffChart.of("Cost against overload" + overWhat(), figures))
        .raw(EqualSloChart.of(figures))
        .close("div");
    markup.element(
        "p",
        "Lower left is better. The vertical axis is logarithmic, the horizontal one need not begin"
            + " at 0, and a mark with an arrow lies beyond its end. The dashed line is the oracle,"
            + " which knows the future and allows no minute above the target; who accepts overload"
            + " can need fewer hours. At equal SLO: the capacity of a policy is scaled by the one factor at which "
            + String.format(
                Locale.ROOT, "%.2f %%", 100 * result.settings().objectives().sloAllowance())
            + " of the minutes are overloaded, so that cost alone is left to compare.",
        "class",
        "note");
    markup.raw(new FiguresTable(figures, result.settings().objectives()).render());
    markup.element(
        "p",
        (result.series().size() == 1
                ? ""
                : "Sums over all series; θ and τ are means over minutes. ")
            + "Cheapest at equal SLO first. Point at a heading for what it measures; "
            + "more stands in the guide at the end.",
        "class",
        "note");
    smallCharts();
    return markup.close("section").toString();
  }

  private String overWhat() {
    return result.series().size() == 1 ? "" : ", all " + result.series().size() + " series";
  }

  private void outcome() {
    Optional<PolicyFigures> ours = one(Contestants.ours(figures));
    Optional<PolicyFigures> opponent = one(Contestants.opponent(figures));
    if (ours.isPresent() && opponent.isPresent()) {
      Measures here = ours.get().measures();
      Measures there = opponent.get().measures();
      markup.element(
          "p",
          ours.get().policy()
              + " would have meant "
              + minutes(here)
              + " and "
              + Numbers.grouped(here.instanceHours(), 1)
              + " instance-hours, "
              + compared(here.instanceHours() / there.instanceHours())
              + " "
              + opponent.get().policy()
              + " with "
              + minutes(there)
              + " and "
              + Numbers.grouped(there.instanceHours(), 1)
              + "."
              + bySeries(ours.get().policy(), opponent.get().policy()),
          "class",
          "lead");
    }
  }

  /** A sum may be owed to one series alone, so on how many it holds is said too. */
  private String bySeries(String ours, String opponent) {
    int all = result.series().size();
    if (all == 1) {
      return "";
    }
    int less = 0;
    int more = 0;
    for (SeriesResult series : result.series()) {
      List<PolicyFigures> here = PolicyFigures.of(series);
      int difference =
          PolicyFigures.find(here, ours).orElseThrow().measures().sloViolationMinutes()
              - PolicyFigures.find(here, opponent).orElseThrow().measures().sloViolationMinutes();
      less += difference < 0 ? 1 : 0;
      more += difference > 0 ? 1 : 0;
    }
    return " It meant less overload on " + less + " of " + all + " series, more on " + more + ".";
  }

  private Optional<PolicyFigures> one(Optional<String> policy) {
    return policy.flatMap(name -> PolicyFigures.find(figures, name));
  }

  private static String minutes(Measures measures) {
    int minutes = measures.sloViolationMinutes();
    return Numbers.grouped(minutes) + (minutes == 1 ? " minute" : " minutes") + " of overload";
  }

  private static String compared(double ratio) {
    double percent = 100 * Math.abs(ratio - 1);
    return percent < 0.05
        ? "as many as"
        : Numbers.fixed(percent, 1) + "\u00a0% " + (ratio < 1 ? "fewer than" : "more than");
  }

  private void tiles() {
    markup.open("div", "class", "tiles");
    one(Contestants.ours(figures)).ifPresent(this::tile);
    one(Contestants.opponent(figures)).ifPresent(this::tile);
    PolicyFigures.find(figures, Contestants.ORACLE).ifPresent(this::tile);
    markup.close("div");
  }

  private void tile(PolicyFigures one) {
    Measures measures = one.measures();
    String hours = measures.instanceHours() < 1e5 ? "%,.1f" : "%,.0f";
    markup
        .open("div", "class", "tile")
        .open("span", "class", "when")
        .element("span", "", "class", "swatch " + PolicyStyle.of(one.policy()))
        .text(one.policy() + (one.policy().equals(Contestants.ORACLE) ? " (knows the future)" : ""))
        .close("span")
        .element("b", Numbers.grouped(measures.sloViolationMinutes()) + " min")
        .element("span", "of overload", "class", "detail")
        .element("b", String.format(Locale.ROOT, hours, measures.instanceHours()) + " h")
        .element("span", "of instances", "class", "detail")
        .close("div");
  }

  private void smallCharts() {
    if (result.series().size() == 1) {
      return;
    }
    markup.open("div", "class", "charts");
    result.series().stream()
        .limit(MOST_SMALL_CHARTS)
        .forEach(series -> markup.raw(TradeOffChart.of(series.name(), PolicyFigures.of(series))));
    markup.close("div");
  }
}
