package io.prescale.connectors.collector;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Where metrics are read from. Used by several threads. */
interface MetricReader extends AutoCloseable {
  /** The most series that one call can ask for, each for its count and its sum. */
  int SERIES_PER_CALL = 250;

  /**
   * Reads series.
   *
   * @param from start of the first period, epoch milliseconds, inclusive
   * @param to start of the last period, exclusive
   * @return the points of each series, in the order of the series; {@code null} for one that could
   *     not be read this time
   * @throws IOException if nothing could be read; the message says why
   */
  List<SeriesPoints> read(List<Series> series, long from, long to)
      throws IOException, InterruptedException;

  /**
   * The load balancers that have counted requests to each target group lately, both as CloudWatch
   * writes them.
   *
   * @throws IOException if they cannot be read; the message says why
   */
  Map<String, String[]> loadBalancers() throws IOException, InterruptedException;

  @Override
  void close();
}
