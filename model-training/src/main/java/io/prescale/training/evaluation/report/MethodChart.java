package io.prescale.training.evaluation.report;

import io.prescale.reporting.Numbers;
import io.prescale.reporting.Panel;
import io.prescale.reporting.Scale;
import io.prescale.training.evaluation.HorizonAggregate;
import io.prescale.training.evaluation.Methods;
import java.util.List;

/** The median error of every method at one horizon, as a multiple of the best baseline's. */
final class MethodChart {
  private static final double ROW = 24;

  private MethodChart() {}

  static String of(HorizonAggregate aggregate, List<String> methods, double highest) {
    MethodColours colours = new MethodColours(methods);
    Panel panel =
        new Panel(
            aggregate.minutes() + " min ahead",
            "Median over series of each method's error divided by that of the best baseline",
            520,
            56 + ROW * methods.size(),
            110);
    Scale x = Scale.linear(0, highest, panel.left(), panel.right() - 44);
    panel.verticalGrid(x, x.ticks(5), Numbers::tick);
    for (int row = 0; row < methods.size(); row++) {
      String method = methods.get(row);
      double ratio = aggregate.maeRatios().getOrDefault(method, Double.NaN);
      double y = panel.top() + row * ROW + 4;
      panel.label(panel.left() - 8, y + 12, "end", "name", shortened(Methods.label(method)));
      if (Double.isFinite(ratio)) {
        panel.bar(
            "bar " + colours.styleOf(method),
            panel.left(),
            y,
            x.at(ratio) - panel.left(),
            ROW - 8,
            Methods.label(method) + ": " + Numbers.fixed(ratio, 3));
      }
      panel.label(
          Double.isFinite(ratio) ? x.at(ratio) + 6 : panel.left() + 6,
          y + 12,
          "start",
          "value",
          Numbers.fixed(ratio, 2));
    }
    panel.line("reference", x.at(1), panel.top(), x.at(1), panel.bottom());
    return panel.toString();
  }

  private static String shortened(String name) {
    return name.length() <= 14 ? name : name.substring(0, 13) + "…";
  }
}
