package io.prescale.simulator.backtest.report;

import io.prescale.reporting.Markup;
import io.prescale.reporting.Numbers;
import io.prescale.reporting.Panel;
import io.prescale.reporting.Scale;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Cost against overload, one mark for each policy: the nearer to the lower left, the better. */
final class TradeOffChart {
  private static final double WIDTH = 620;
  private static final double HEIGHT = 350;
  private static final double RADIUS = 6;

  /** One wasteful policy must not push all others together; its mark lies at the right end. */
  private static final double FARTHEST = 1.8;

  private TradeOffChart() {}

  static String of(String title, List<PolicyFigures> figures) {
    Panel panel =
        new Panel(
            title,
            "Instance-hours to the right, minutes of overload upwards, a mark for each policy",
            WIDTH,
            HEIGHT,
            58);
    double least = extreme(figures).min().orElse(0);
    double most = Math.min(FARTHEST * least, extreme(figures).max().orElse(1));
    double margin = Math.max(0.08 * (most - least), 0.02 * most);
    Scale x = Scale.linear(least - margin, most + margin, panel.left(), panel.right() - 20);
    int worst =
        figures.stream().mapToInt(one -> one.measures().sloViolationMinutes()).max().orElse(0);
    // One more than the minutes, so that 0 has a place on a scale of logarithms.
    Scale y = Scale.logarithmic(0.7, 1.6 * (worst + 1.0), panel.bottom() - 18, panel.top() + 14);
    panel.horizontalGrid(y, ticks(worst), value -> Numbers.tick(value - 1));
    panel.verticalGrid(
        x, x.ticks(6).stream().filter(tick -> tick > 0).toList(), hours -> hours(hours));
    panel.label(0, panel.top(), "start", "tick", "↑ minutes of overload");
    panel.label(panel.right(), panel.bottom() - 5, "end", "tick", "instance-hours →");
    LabelPlacer labels = new LabelPlacer(panel);
    marks(panel, figures, x, y, labels);
    for (PolicyFigures one : figures) {
      double hours = one.measures().instanceHours();
      String beyond = hours > most + margin ? " (" + hours(hours) + " h →)" : "";
      labels.label(x(one, x), y(one, y), "value", one.policy() + beyond);
    }
    return panel.toString();
  }

  private static DoubleStream extreme(List<PolicyFigures> figures) {
    return figures.stream().mapToDouble(one -> one.measures().instanceHours());
  }

  private static String hours(double hours) {
    return Numbers.grouped(Math.round(hours));
  }

  private static List<Double> ticks(int worst) {
    return Stream.of(0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000, 300_000)
        .filter(minutes -> minutes <= Math.max(1, worst))
        .map(minutes -> minutes + 1.0)
        .toList();
  }

  private static void marks(
      Panel panel, List<PolicyFigures> figures, Scale x, Scale y, LabelPlacer labels) {
    PolicyFigures.find(figures, Contestants.ORACLE)
        .ifPresent(
            oracle ->
                panel.line("bound", x(oracle, x), panel.top(), x(oracle, x), panel.bottom() - 18));
    for (PolicyFigures one : figures) {
      double left = x(one, x);
      double top = y(one, y);
      labels.occupy(left, top, RADIUS);
      panel.mark("mark " + PolicyStyle.of(one.policy()), shape(one.policy(), left, top), hint(one));
    }
  }

  private static double x(PolicyFigures figures, Scale x) {
    return x.at(figures.measures().instanceHours());
  }

  private static double y(PolicyFigures figures, Scale y) {
    return y.at(figures.measures().sloViolationMinutes() + 1.0);
  }

  /** A diamond for the bound, a square for ours, a disc for the others. */
  private static String shape(String policy, double x, double y) {
    if (policy.equals(Contestants.ORACLE)) {
      double far = RADIUS + 1.5;
      return point('M', x, y - far)
          + point('L', x + far, y)
          + point('L', x, y + far)
          + point('L', x - far, y)
          + "Z";
    }
    if (PolicyStyle.isOurs(policy)) {
      return point('M', x - RADIUS, y - RADIUS) + "h12v12h-12Z";
    }
    return point('M', x - RADIUS, y) + "a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z";
  }

  private static String point(char command, double x, double y) {
    return command + Markup.coordinate(x) + " " + Markup.coordinate(y);
  }

  private static String hint(PolicyFigures figures) {
    return figures.policy()
        + ": "
        + Numbers.grouped(figures.measures().instanceHours(), 1)
        + " instance-hours, "
        + Numbers.grouped(figures.measures().sloViolationMinutes())
        + " minutes of overload";
  }
}
