package io.prescale.simulator.backtest.report;

import io.prescale.reporting.Markup;
import io.prescale.reporting.Numbers;
import io.prescale.reporting.Panel;
import io.prescale.simulator.backtest.result.PolicyResult;
import io.prescale.simulator.backtest.result.PolicyTrace;
import io.prescale.simulator.backtest.result.PolicyTrace.Action;
import java.util.List;
import java.util.Optional;

/** Some hours of one policy, minute by minute, with every action and its reason. */
final class CloseUp {
  private static final double WIDTH = 560;
  private static final double HEIGHT = 220;

  private final DemandInstances demand;
  private final PolicyResult result;
  private final Optional<PolicyResult> compared;

  /**
   * @param compared a policy whose capacity is drawn too
   */
  CloseUp(DemandInstances demand, PolicyResult result, Optional<PolicyResult> compared) {
    this.demand = demand;
    this.result = result;
    this.compared = compared;
  }

  /** One element: the chart and the list of actions. */
  String of(HourWindow window, String name) {
    Markup markup = new Markup().open("figure").raw(chart(window, name));
    actions(markup, window);
    return markup.close("figure").toString();
  }

  private String chart(HourWindow window, String name) {
    Panel panel =
        new Panel(
            name
                + ", "
                + UtcTime.of(demand.millis(window.from()))
                + "–"
                + UtcTime.clock(demand.millis(window.to()))
                + " UTC: "
                + window.violationMinutes()
                + " min of overload",
            "Demand and capacity of " + result.policy() + " on " + demand.series().name(),
            WIDTH,
            HEIGHT,
            36);
    CapacityPlot plot =
        new CapacityPlot(demand, panel, window.from(), window.to(), highest(window));
    String style = PolicyStyle.of(result.policy());
    plot.events();
    plot.axes();
    plot.overload(result.trace());
    if (result.trace().forecast().isPresent()) {
      plot.forecast();
    }
    plot.needed();
    compared.ifPresent(
        other -> plot.inService(other.trace(), "beside " + PolicyStyle.of(other.policy())));
    plot.desired(result.trace(), style);
    plot.inService(result.trace(), style);
    plot.actions(result.trace(), style);
    return panel.toString();
  }

  private double highest(HourWindow window) {
    double highest = 0;
    PolicyTrace trace = result.trace();
    for (int minute = window.from(); minute < window.to(); minute++) {
      highest = Math.max(highest, demand.needed(minute));
      highest = Math.max(highest, Math.max(trace.inService()[minute], trace.desired()[minute]));
      if (compared.isPresent()) {
        highest = Math.max(highest, compared.get().trace().inService()[minute]);
      }
    }
    return highest;
  }

  private void actions(Markup markup, HourWindow window) {
    List<Action> actions =
        result.trace().actions().stream()
            .filter(action -> action.minute() >= window.from() && action.minute() < window.to())
            .toList();
    if (actions.isEmpty()) {
      markup.element("figcaption", "No action in these hours.", "class", "note");
      return;
    }
    markup.open("figcaption").open("details");
    markup.element(
        "summary",
        Numbers.grouped(actions.size()) + (actions.size() == 1 ? " action" : " actions"));
    markup.open("ul", "class", "actions");
    for (Action action : actions) {
      markup
          .open("li")
          .element("b", UtcTime.clock(demand.millis(action.minute())))
          .text(" " + action.from() + " → " + action.to() + ". " + action.reason())
          .close("li");
    }
    markup.close("ul").close("details").close("figcaption");
  }
}
