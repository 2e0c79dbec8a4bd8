package io.prescale.training.evaluation.report;

import io.prescale.reporting.Numbers;
import io.prescale.reporting.Panel;
import io.prescale.reporting.Scale;
import io.prescale.training.evaluation.HorizonScore;
import io.prescale.training.evaluation.Methods;
import io.prescale.training.evaluation.SeriesEvaluation;
import java.util.Comparator;
import java.util.List;

/** The model's error as a multiple of the best baseline's, a bar for each series, sorted. */
final class RatioChart {
  private static final double LOWEST = 0.5;
  private static final double HIGHEST = 2;
  private static final double NARROWEST_LABELLED = 16;
  private static final List<Double> TICKS = List.of(0.5, 0.7, 0.85, 1.0, 1.2, 1.5, 2.0);

  private RatioChart() {}

  private record Entry(String series, double ratio) {}

  static String of(int horizon, int minutes, List<SeriesEvaluation> evaluations) {
    List<Entry> entries =
        evaluations.stream()
            .map(evaluation -> entry(evaluation, evaluation.horizons().get(horizon)))
            .filter(entry -> Double.isFinite(entry.ratio()))
            .sorted(Comparator.comparingDouble(Entry::ratio))
            .toList();
    Panel panel =
        new Panel(
            minutes + " min ahead",
            "Model error divided by the error of the best baseline, for each series",
            520,
            220,
            44);
    Scale y = Scale.logarithmic(LOWEST, HIGHEST, panel.bottom(), panel.top());
    panel.horizontalGrid(y, TICKS, Numbers::tick);
    double step = (panel.right() - panel.left()) / Math.max(1, entries.size());
    double width = Math.min(step * 0.8, 24);
    double one = y.at(1);
    for (int index = 0; index < entries.size(); index++) {
      Entry entry = entries.get(index);
      double end = y.at(entry.ratio());
      panel.bar(
          entry.ratio() <= 1 ? "won" : "lost",
          panel.left() + (index + 0.5) * step - width / 2,
          Math.min(one, end),
          width,
          Math.max(1, Math.abs(one - end)),
          entry.series() + ": " + Numbers.fixed(entry.ratio(), 3));
      if (width >= NARROWEST_LABELLED && (entry.ratio() > HIGHEST || entry.ratio() < LOWEST)) {
        panel.label(
            panel.left() + (index + 0.5) * step,
            entry.ratio() > 1 ? panel.top() + 12 : panel.bottom() - 4,
            "middle",
            "inside",
            Numbers.fixed(entry.ratio(), 1));
      }
    }
    panel.line("reference", panel.left(), one, panel.right(), one);
    long better = entries.stream().filter(entry -> entry.ratio() <= 1).count();
    panel.label(
        panel.left(),
        panel.bottom() + 16,
        "start",
        "tick",
        better + " not above the best baseline");
    panel.label(
        panel.right(), panel.bottom() + 16, "end", "tick", entries.size() - better + " above it");
    return panel.toString();
  }

  private static Entry entry(SeriesEvaluation evaluation, HorizonScore score) {
    return new Entry(evaluation.name(), score.maeRatio(Methods.MODEL));
  }
}
