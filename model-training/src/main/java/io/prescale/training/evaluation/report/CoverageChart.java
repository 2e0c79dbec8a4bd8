package io.prescale.training.evaluation.report;

import io.prescale.reporting.Numbers;
import io.prescale.reporting.Panel;
import io.prescale.reporting.Scale;
import io.prescale.training.evaluation.IntervalMeasures;
import io.prescale.training.evaluation.MethodScore;
import io.prescale.training.evaluation.Methods;
import io.prescale.training.evaluation.ReportedHorizons;
import io.prescale.training.evaluation.SeriesEvaluation;
import java.util.List;

/**
 * How much of each series the 90 % interval holds: a row for each horizon, a dot for each series.
 */
final class CoverageChart {
  private static final double NOMINAL = 0.9;
  private static final double TOLERANCE = 0.05;
  private static final double ROW = 44;

  private CoverageChart() {}

  static String of(List<SeriesEvaluation> evaluations) {
    Panel panel =
        new Panel(
            "Share of values inside the 90 % interval",
            "One dot for each series and horizon; 90 % is right",
            1060,
            56 + ROW * ReportedHorizons.COUNT,
            60);
    double lowest = 0.8;
    for (SeriesEvaluation evaluation : evaluations) {
      for (int horizon = 0; horizon < ReportedHorizons.COUNT; horizon++) {
        double coverage = coverage(evaluation, horizon);
        lowest = Double.isFinite(coverage) ? Math.min(lowest, coverage) : lowest;
      }
    }
    Scale x = Scale.linear(Math.floor(lowest * 10) / 10, 1, panel.left(), panel.right() - 20);
    double from = x.at(NOMINAL - TOLERANCE);
    panel.bar(
        "tolerance",
        from,
        panel.top(),
        x.at(NOMINAL + TOLERANCE) - from,
        panel.bottom() - panel.top(),
        "85 % to 95 %");
    panel.verticalGrid(x, x.ticks(8), Numbers::percent);
    panel.line("reference", x.at(NOMINAL), panel.top(), x.at(NOMINAL), panel.bottom());
    for (int horizon = 0; horizon < ReportedHorizons.COUNT; horizon++) {
      double y = panel.top() + (horizon + 0.5) * ROW;
      panel.line("grid", panel.left(), y + ROW / 2, panel.right() - 20, y + ROW / 2);
      panel.label(
          panel.left() - 8, y + 4, "end", "name", ReportedHorizons.minutes(horizon) + " min");
      for (int index = 0; index < evaluations.size(); index++) {
        double coverage = coverage(evaluations.get(index), horizon);
        if (Double.isFinite(coverage)) {
          panel.dot(
              "point m-model",
              x.at(coverage),
              y + spread(index),
              4,
              evaluations.get(index).name() + ": " + Numbers.fixed(100 * coverage, 1) + " %");
        }
      }
    }
    return panel.toString();
  }

  /** Moves dots apart that would lie on each other, the same way at every run. */
  private static double spread(int index) {
    return (index * 5 % 7 - 3) * 4;
  }

  private static double coverage(SeriesEvaluation evaluation, int horizon) {
    return evaluation
        .horizons()
        .get(horizon)
        .method(Methods.MODEL)
        .map(MethodScore::interval)
        .map(IntervalMeasures::coverage)
        .orElse(Double.NaN);
  }
}
