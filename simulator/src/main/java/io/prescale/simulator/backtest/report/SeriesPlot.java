package io.prescale.simulator.backtest.report;

import io.prescale.reporting.Markup;
import io.prescale.reporting.Numbers;
import io.prescale.reporting.Panel;
import io.prescale.simulator.backtest.result.PolicyResult;
import java.util.Comparator;
import java.util.List;

/**
 * A whole series: demand and capacity, with policies to switch on and off, and below it the minutes
 * of overload of every policy in a row each.
 */
final class SeriesPlot {
  private static final double WIDTH = 1160;
  private static final double HEIGHT = 330;
  private static final double LEFT = 184;
  private static final double ROW = 22;

  private final DemandInstances demand;
  private final String id;
  private final List<PolicyResult> policies;

  /**
   * @param id what elements of this plot are named by, without blanks
   */
  SeriesPlot(DemandInstances demand, String id) {
    this.demand = demand;
    this.id = id;
    this.policies =
        demand.series().policies().stream()
            .sorted(
                Comparator.comparingInt((PolicyResult result) -> PolicyStyle.rank(result.policy()))
                    .thenComparing(PolicyResult::policy))
            .toList();
  }

  String render() {
    Markup markup = new Markup().open("div", "class", "switched");
    markup.element("span", "Show:", "class", "note");
    for (PolicyResult result : policies) {
      toggle(markup, result.policy());
    }
    return markup
        .open("div", "class", "charts wide")
        .raw(capacity())
        .raw(overload())
        .close("div")
        .close("div")
        .toString();
  }

  private void toggle(Markup markup, String policy) {
    String name = id + "-" + policy;
    String style = "toggle t-" + policy;
    if (Contestants.isShownFirst(policy, demand.series())) {
      markup.empty("input", "type", "checkbox", "id", name, "class", style, "checked", "checked");
    } else {
      markup.empty("input", "type", "checkbox", "id", name, "class", style);
    }
    markup
        .open("label", "for", name)
        .element("span", "", "class", "swatch " + PolicyStyle.of(policy))
        .text(policy)
        .close("label");
  }

  private String capacity() {
    Panel panel =
        new Panel(
            "Instances in service, and instances needed to stay at "
                + Numbers.tick(demand.threshold())
                + " % utilisation",
            "Demand and capacity of " + demand.series().name() + " over time, UTC",
            WIDTH,
            HEIGHT,
            LEFT);
    CapacityPlot plot = new CapacityPlot(demand, panel, 0, demand.minutes(), highest());
    plot.events();
    plot.axes();
    for (PolicyResult result : policies) {
      panel.open("class", "layer " + PolicyStyle.of(result.policy()));
      plot.overload(result.trace());
      panel.close();
    }
    plot.forecast();
    plot.needed();
    for (int index = policies.size() - 1; index >= 0; index--) {
      PolicyResult result = policies.get(index);
      String style = PolicyStyle.of(result.policy());
      panel.open("class", "layer " + style);
      plot.inService(result.trace(), style);
      plot.actions(result.trace(), style);
      panel.close();
    }
    return panel.toString();
  }

  private double highest() {
    double highest = 0;
    for (int minute = 0; minute < demand.minutes(); minute++) {
      highest = Math.max(highest, demand.needed(minute));
      for (PolicyResult result : policies) {
        highest = Math.max(highest, result.trace().inService()[minute]);
      }
    }
    return highest;
  }

  private String overload() {
    Panel panel =
        new Panel(
            "Minutes of overload, policy by policy",
            "When each policy let utilisation above the threshold, UTC",
            WIDTH,
            60 + ROW * policies.size(),
            LEFT);
    CapacityPlot plot = new CapacityPlot(demand, panel, 0, demand.minutes(), 1);
    for (int index = 0; index < policies.size(); index++) {
      PolicyResult result = policies.get(index);
      double top = panel.top() + index * ROW;
      panel.bar(
          "lane",
          panel.left(),
          top + 3,
          panel.right() - panel.left(),
          ROW - 6,
          result.policy() + ": " + minutes(result));
      panel.label(panel.left() - 52, top + 15, "end", "name", result.policy());
      panel.label(panel.left() - 6, top + 15, "end", "tick", minutes(result));
      panel.path("overload solid", plot.overload(result.trace(), top + 3, top + ROW - 3));
    }
    plot.times();
    return panel.toString();
  }

  private static String minutes(PolicyResult result) {
    return Numbers.grouped(result.measures().sloViolationMinutes()) + "\u00a0m";
  }
}
