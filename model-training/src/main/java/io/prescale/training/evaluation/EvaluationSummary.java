package io.prescale.training.evaluation;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** Prints the outcome in a few lines. */
final class EvaluationSummary {
  private final PrintWriter out;

  EvaluationSummary(PrintWriter out) {
    this.out = out;
  }

  void print(EvaluationResult result, Path page) {
    out.println();
    result
        .leftOut()
        .forEach(series -> out.println("Left out " + series.name() + ": " + series.reason()));
    out.println("Over " + result.series().size() + " series, by how far ahead:");
    out.println("          won   MAE/best  RMSE/AR24      R2   coverage (lowest)");
    for (HorizonAggregate aggregate : result.aggregates()) {
      out.printf(
          "%3d min %5s%% %9s %9s %9s %9s  (%s)%n",
          aggregate.minutes(),
          number("%.0f", 100 * aggregate.shareWon()),
          number("%.3f", aggregate.medianMaeRatio()),
          number("%.3f", aggregate.medianRmseRatioToAr24()),
          number("%.3f", aggregate.medianR2()),
          number("%.2f", aggregate.coverage()),
          number("%.2f", aggregate.minCoverage()));
    }
    out.println(
        "won: share of series with no larger error than persistence and AR24; the rest are"
            + " medians.");
    if (!result.warnings().isEmpty()) {
      out.println(
          "Warning: training read "
              + result.warnings().size()
              + " of these series into the test part; the report lists them.");
    }
    out.println("Report written to " + page);
    out.flush();
  }

  private static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "-";
  }
}
