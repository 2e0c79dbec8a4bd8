package io.prescale.simulator.metric;

import java.util.List;

/** Published data points, numbered from 1 without gaps, to be read on from where one stopped. */
public interface MetricFeed {
  /**
   * What one read found.
   *
   * @param data the data points, oldest first
   * @param nextSequence what to pass as {@code after} next time: the number of the last data point
   *     returned, or where there is none, the position that was read from
   * @param lost how many data points after the position asked for were no longer retained
   */
  record Batch(List<MetricDatum> data, long nextSequence, long lost) {}

  /**
   * The data points that follow a position.
   *
   * @param after number of the last data point already read, 0 for the oldest retained
   * @param max most data points to return, at least 1
   * @throws IllegalArgumentException if the position was never given out, or max is below 1
   */
  Batch read(long after, int max);

  /** A feed in which nothing is ever published. */
  static MetricFeed empty() {
    return new MetricLog(1, java.time.Duration.ZERO);
  }
}
