package io.prescale.training.history;

import io.prescale.forecasting.history.HistorySeries;
import io.prescale.forecasting.history.LoadedHistory;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints what was read of a history, and what was not. */
public final class HistoryReport {
  private static final int MOST_LINES = 50;

  private final PrintWriter out;

  public HistoryReport(PrintWriter out) {
    this.out = out;
  }

  /** Prints it. */
  public void print(LoadedHistory history) {
    List<HistorySeries> series = history.series();
    long rows = series.stream().mapToLong(HistorySeries::rows).sum();
    long unsorted = series.stream().mapToLong(HistorySeries::unsorted).sum();
    out.printf(
        Locale.ROOT,
        "Read %,d rows of %,d group%s",
        rows,
        series.size(),
        series.size() == 1 ? "" : "s");
    if (unsorted > 0) {
      out.printf(Locale.ROOT, " (%,d out of order)", unsorted);
    }
    out.println(".");
    lines("", history.remarks());
    lines("Left out ", history.leftOut());
    out.flush();
  }

  private void lines(String start, List<?> lines) {
    lines.stream().limit(MOST_LINES).forEach(line -> out.println(start + line + "."));
    if (lines.size() > MOST_LINES) {
      out.printf(Locale.ROOT, "... and %,d more of this kind.%n", lines.size() - MOST_LINES);
    }
  }
}
