package io.prescale.connectors.collector;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Statistics of a series by the start of their period (epoch milliseconds), in order of time. */
final class SeriesPoints {
  /** Statistics of one period; NaN while one of the two is not known. */
  private static final class Point {
    private double count = Double.NaN;
    private double sum = Double.NaN;
  }

  /** Receives points in order of time. */
  @FunctionalInterface
  interface Receiver {
    void point(long timestamp, double count, double sum);
  }

  private final SortedMap<Long, Point> points = new TreeMap<>();

  void addCount(long timestamp, double count) {
    Point point = at(timestamp);
    point.count = plus(point.count, count);
  }

  void addSum(long timestamp, double sum) {
    Point point = at(timestamp);
    point.sum = plus(point.sum, sum);
  }

  private Point at(long timestamp) {
    return points.computeIfAbsent(timestamp, added -> new Point());
  }

  private static double plus(double known, double added) {
    return Double.isNaN(known) ? added : known + added;
  }

  /**
   * Tells all points of which both statistics are known. The others were published between two
   * pages of an answer; they are read again with the next period.
   */
  void forEach(Receiver receiver) {
    for (Map.Entry<Long, Point> entry : points.entrySet()) {
      Point point = entry.getValue();
      if (!Double.isNaN(point.count) && !Double.isNaN(point.sum)) {
        receiver.point(entry.getKey(), point.count, point.sum);
      }
    }
  }
}
