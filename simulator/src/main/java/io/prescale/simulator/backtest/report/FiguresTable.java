package io.prescale.simulator.backtest.report;

import io.prescale.reporting.Markup;
import io.prescale.reporting.Numbers;
import io.prescale.simulator.backtest.result.Measures;
import io.prescale.simulator.backtest.result.Objectives;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** All figures of all policies, cheapest at equal service level first. */
final class FiguresTable {
  private final List<PolicyFigures> figures;
  private final List<Column> columns;

  FiguresTable(List<PolicyFigures> figures, Objectives objectives) {
    this.figures = figures;
    this.columns = columns(objectives);
  }

  private record Column(String heading, String hint, Function<PolicyFigures, String> cell) {}

  String render() {
    Markup markup = new Markup().open("div", "class", "scroll").open("table", "class", "dense");
    markup.open("thead").open("tr").element("th", "Policy", "scope", "col");
    for (Column column : columns) {
      markup
          .open("th", "scope", "col")
          .element("abbr", column.heading(), "title", column.hint())
          .close("th");
    }
    markup.close("tr").close("thead").open("tbody");
    for (PolicyFigures one : figures) {
      markup.open("tr", "class", PolicyStyle.isOurs(one.policy()) ? "ours" : "");
      markup
          .open("td")
          .element("span", "", "class", "swatch " + PolicyStyle.of(one.policy()))
          .text(one.policy())
          .close("td");
      columns.forEach(column -> markup.element("td", column.cell().apply(one)));
      markup.close("tr");
    }
    return markup.close("tbody").close("table").close("div").toString();
  }

  private List<Column> columns(Objectives objectives) {
    return List.of(
        new Column(
            "Overload, min",
            String.format(
                Locale.ROOT,
                "Minutes with utilisation above %s %%, and their share of all minutes",
                Numbers.tick(objectives.sloThreshold())),
            FiguresTable::overload),
        number(
            "Unserved",
            "Instance-minutes of work not done in its minute",
            m -> Numbers.grouped(m.unservedDemand(), 1)),
        number(
            "Instance-hours",
            "Of all instances that run, booting and ending ones too",
            m -> Numbers.grouped(m.instanceHours(), 1)),
        number(
            "At equal SLO",
            "Instance-hours, had all capacity been scaled by the one factor at"
                + " which the allowed share of minutes is overloaded",
            FiguresTable::atEqualSlo),
        new Column(
            "Above oracle", "Instance-hours at equal SLO beside the oracle’s", this::aboveOracle),
        number(
            "Cost",
            "Instance-hours times the price of one, in the currency of the price",
            m -> Numbers.grouped(m.cost(), 2)),
        number("Actions", "Changes of desired capacity", m -> Numbers.grouped(m.actions())),
        number(
            "Flips",
            "Actions in the opposite direction of the one before",
            m -> Numbers.grouped(m.directionFlips())),
        number(
            "Under θ / τ, %",
            "Under-provisioning: mean share of the needed instances that"
                + " lacked / share of time with too few",
            m -> pair(m.elasticity().underAccuracy(), m.elasticity().underTimeshare())),
        number(
            "Over θ / τ, %",
            "Over-provisioning: mean surplus as a share of the needed"
                + " instances / share of time with too many",
            m -> pair(m.elasticity().overAccuracy(), m.elasticity().overTimeshare())),
        number(
            "Launches",
            "Instances launched, and those of them that failed",
            m ->
                Numbers.grouped(m.launches().launched())
                    + (m.launches().failed() == 0
                        ? ""
                        : " (" + m.launches().failed() + " failed)")));
  }

  private static Column number(String heading, String hint, Function<Measures, String> cell) {
    return new Column(heading, hint, figures -> cell.apply(figures.measures()));
  }

  private static String overload(PolicyFigures figures) {
    int minutes = figures.measures().sloViolationMinutes();
    return Numbers.grouped(minutes)
        + String.format(Locale.ROOT, " (%.2f\u00a0%%)", 100.0 * minutes / figures.minutes());
  }

  private static String atEqualSlo(Measures measures) {
    double hours = measures.instanceHoursAtEqualSlo();
    return Double.isFinite(hours) ? Numbers.grouped(hours, 1) : "never";
  }

  private String aboveOracle(PolicyFigures one) {
    return PolicyFigures.find(figures, Contestants.ORACLE)
        .map(oracle -> oracle.measures().instanceHoursAtEqualSlo())
        .map(bound -> one.measures().instanceHoursAtEqualSlo() / bound - 1)
        .filter(Double::isFinite)
        .map(share -> String.format(Locale.ROOT, "%+.1f\u00a0%%", 100 * share))
        .orElse("–");
  }

  private static String pair(double accuracy, double timeshare) {
    return Numbers.fixed(accuracy, 1) + " / " + Numbers.fixed(timeshare, 1);
  }
}
