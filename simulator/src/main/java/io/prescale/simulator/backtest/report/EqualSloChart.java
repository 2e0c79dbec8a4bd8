package io.prescale.simulator.backtest.report;

import io.prescale.reporting.Numbers;
import io.prescale.reporting.Panel;
import io.prescale.reporting.Scale;
import java.util.List;

/** What the same service level would cost with each policy: a bar each, cheapest first. */
final class EqualSloChart {
  private static final double WIDTH = 520;
  private static final double ROW = 29;

  /** Room for the longest name of a policy. */
  private static final double LEFT = 138;

  /** A hopeless policy must not make all others look alike. */
  private static final double LONGEST = 2.5;

  private EqualSloChart() {}

  static String of(List<PolicyFigures> figures) {
    Panel panel =
        new Panel(
            "Instance-hours at equal SLO",
            "What the same service level would cost with each policy; shorter is better",
            WIDTH,
            60 + ROW * figures.size(),
            LEFT);
    double cheapest = figures.get(0).measures().instanceHoursAtEqualSlo();
    double dearest =
        figures.stream()
            .mapToDouble(one -> one.measures().instanceHoursAtEqualSlo())
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    double end = Math.min(dearest, LONGEST * cheapest);
    Scale x = Scale.linear(0, Double.isFinite(end) ? end : 1, panel.left(), panel.right() - 74);
    panel.verticalGrid(x, x.ticks(4), Numbers::tick);
    for (int index = 0; index < figures.size(); index++) {
      row(panel, x, figures.get(index), panel.top() + 6 + index * ROW, end);
    }
    PolicyFigures.find(figures, Contestants.ORACLE)
        .map(oracle -> oracle.measures().instanceHoursAtEqualSlo())
        .filter(Double::isFinite)
        .ifPresent(
            hours -> panel.line("bound", x.at(hours), panel.top(), x.at(hours), panel.bottom()));
    return panel.toString();
  }

  private static void row(Panel panel, Scale x, PolicyFigures figures, double top, double end) {
    double hours = figures.measures().instanceHoursAtEqualSlo();
    String text = Double.isFinite(hours) ? Numbers.grouped(hours, 1) : "never";
    panel.label(panel.left() - 8, top + 14, "end", "name", figures.policy());
    panel.bar(
        "bar " + PolicyStyle.of(figures.policy()),
        panel.left(),
        top,
        Math.max(1, x.at(hours) - panel.left()),
        ROW - 9,
        figures.policy() + ": " + text + " instance-hours at equal SLO");
    panel.label(x.at(hours) + 6, top + 14, "start", "value", text + (hours > end ? " →" : ""));
  }
}
