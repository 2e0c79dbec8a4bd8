package io.prescale.simulator.backtest.output;

import io.prescale.simulator.backtest.result.BacktestResult;
import io.prescale.simulator.backtest.result.Measures;
import io.prescale.simulator.backtest.result.Objectives;
import io.prescale.simulator.backtest.result.PolicyResult;
import io.prescale.simulator.backtest.result.SeriesResult;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints the figures, one table for each series, cheapest at equal service level first. */
public final class BacktestTable {
  private static final String HEADER = "  %-16s %10s %10s %10s %10s %8s %7s %7s %10s%n";
  private static final String ROW = "  %-16s %10d %10.1f %10.1f %10s %8d %7d %7.1f %10.2f%n";

  private final PrintWriter out;

  public BacktestTable(PrintWriter out) {
    this.out = out;
  }

  /** Prints all series. */
  public void print(BacktestResult result) {
    result.series().forEach(this::print);
    Objectives objectives = result.settings().objectives();
    out.printf(
        Locale.ROOT,
        "over slo: minutes with utilisation above %.0f %%. unserved: instance-minutes of work not"
            + " done in its minute.%n"
            + "at slo: instance-hours, had all capacity been scaled so that %.2f %% of the minutes"
            + " are over. over %%: mean over-provisioning.%n",
        objectives.sloThreshold(),
        objectives.sloAllowance() * 100);
    out.flush();
  }

  private void print(SeriesResult series) {
    out.printf(
        Locale.ROOT,
        "%s: %.1f days from %s, one instance does %.4g %s a minute%n",
        series.name(),
        series.minutes() / 1440.0,
        series.start(),
        series.instanceCapacity(),
        series.unit());
    out.printf(
        HEADER,
        "policy",
        "over slo",
        "unserved",
        "hours",
        "at slo",
        "actions",
        "flips",
        "over %",
        "cost");
    for (PolicyResult policy : series.policies()) {
      Measures measures = policy.measures();
      double atSlo = measures.instanceHoursAtEqualSlo();
      out.printf(
          Locale.ROOT,
          ROW,
          policy.policy(),
          measures.sloViolationMinutes(),
          measures.unservedDemand(),
          measures.instanceHours(),
          Double.isFinite(atSlo) ? String.format(Locale.ROOT, "%.1f", atSlo) : "never",
          measures.actions(),
          measures.directionFlips(),
          measures.elasticity().overAccuracy(),
          measures.cost());
    }
    out.println();
  }
}
