package io.prescale.forecasting.history;

import java.util.List;

/** What was read of a history, and what was not. Immutable. */
public final class LoadedHistory {
  private final List<HistorySeries> series;
  private final List<LeftOut> leftOut;
  private final List<String> remarks;

  LoadedHistory(List<HistorySeries> series, List<LeftOut> leftOut, List<String> remarks) {
    this.series = List.copyOf(series);
    this.leftOut = List.copyOf(leftOut);
    this.remarks = List.copyOf(remarks);
  }

  /** The usable series, sorted by group; at least one. */
  public List<HistorySeries> series() {
    return series;
  }

  /** What is not used. */
  public List<LeftOut> leftOut() {
    return leftOut;
  }

  /** What the user should know of that which is used, one sentence each. */
  public List<String> remarks() {
    return remarks;
  }
}
