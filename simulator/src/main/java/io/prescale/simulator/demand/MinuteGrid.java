package io.prescale.simulator.demand;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Puts the values of a trace on a grid of minutes. A value holds for the period that it was
 * measured over; a short gap is bridged by a straight line.
 */
final class MinuteGrid {
  /** Line of a row that was put together from several. */
  static final long NO_LINE = 0;

  private static final long MINUTE = 60_000;
  private static final long LONGEST_STEP_MINUTES = 60;

  /** A value this many times the usual one is a fault of the file, not demand. */
  private static final double ABSURD_RATIO = 100_000;

  private final String name;
  private final String source;
  private final List<Point> points = new ArrayList<>();

  /**
   * One row.
   *
   * @param millis start of its period, epoch milliseconds
   * @param value {@code NaN} where absent
   * @param event whether an event is on
   * @param line of the file, or {@link #NO_LINE}
   */
  record Point(long millis, double value, boolean event, long line) {}

  MinuteGrid(String name, String source) {
    this.name = name;
    this.source = source;
  }

  /** Takes the next row, which must be later than the one before. */
  void add(Point point) {
    if (point.millis() % MINUTE != 0) {
      throw DemandException.at(
          source,
          point.line(),
          "expected a time stamp of a whole minute, found " + Instant.ofEpochMilli(point.millis()));
    }
    if (!points.isEmpty() && point.millis() <= points.get(points.size() - 1).millis()) {
      throw DemandException.at(
          source,
          point.line(),
          "expected a time stamp after "
              + Instant.ofEpochMilli(points.get(points.size() - 1).millis())
              + ", found "
              + Instant.ofEpochMilli(point.millis())
              + "; sort the rows of "
              + name
              + " by time and leave out repeated ones");
    }
    points.add(point);
  }

  /**
   * The series.
   *
   * @param unit name of the values' column
   * @param countsPerPeriod whether a value is a sum over its period rather than a level
   * @param longestGapMinutes longest gap that is bridged
   */
  DemandSeries toSeries(String unit, boolean countsPerPeriod, int longestGapMinutes) {
    int step = step();
    List<Point> known = points.stream().filter(point -> !Double.isNaN(point.value())).toList();
    checkPlausible(known);
    long first = known.get(0).millis();
    int minutes = (int) ((known.get(known.size() - 1).millis() - first) / MINUTE) + step;
    double[] values = new double[minutes];
    Arrays.fill(values, Double.NaN);
    boolean[] events = new boolean[minutes];
    for (Point point : known) {
      int from = (int) ((point.millis() - first) / MINUTE);
      int to = Math.min(from + step, minutes);
      Arrays.fill(values, from, to, countsPerPeriod ? point.value() / step : point.value());
      Arrays.fill(events, from, to, point.event());
    }
    List<String> remarks = bridge(values, first, longestGapMinutes);
    return new DemandSeries(
        name, source, unit, Instant.ofEpochMilli(first), values, events, Optional.empty(), remarks);
  }

  /** The most frequent distance of two rows, minutes. */
  private int step() {
    if (points.size() < 2) {
      throw DemandException.in(
          source, "expected at least two rows of " + name + ", found " + points.size());
    }
    long[] distances = new long[points.size() - 1];
    for (int index = 1; index < points.size(); index++) {
      distances[index - 1] = points.get(index).millis() - points.get(index - 1).millis();
    }
    Arrays.sort(distances);
    long step = distances[distances.length / 2] / MINUTE;
    if (step > LONGEST_STEP_MINUTES) {
      throw DemandException.in(
          source,
          "expected a value at least every "
              + LONGEST_STEP_MINUTES
              + " minutes, found one every "
              + step
              + " minutes");
    }
    return (int) step;
  }

  private void checkPlausible(List<Point> known) {
    double[] positive =
        known.stream().mapToDouble(Point::value).filter(value -> value > 0).sorted().toArray();
    if (positive.length == 0) {
      throw DemandException.in(
          source, "the demand of " + name + " is never above 0, so there is nothing to scale for");
    }
    double usual = positive[positive.length / 2];
    for (Point point : known) {
      if (point.value() > usual * ABSURD_RATIO) {
        throw DemandException.at(
            source,
            point.line(),
            "the value "
                + point.value()
                + " of "
                + name
                + " at "
                + Instant.ofEpochMilli(point.millis())
                + " is more than "
                + (long) ABSURD_RATIO
                + " times the usual demand of "
                + usual
                + "; correct the value, or leave its cell empty");
      }
    }
  }

  private List<String> bridge(double[] values, long first, int longestGapMinutes) {
    int bridged = 0;
    int gaps = 0;
    int minute = 0;
    while (minute < values.length) {
      if (!Double.isNaN(values[minute])) {
        minute++;
        continue;
      }
      int end = minute;
      while (Double.isNaN(values[end])) {
        end++;
      }
      int length = end - minute;
      if (length > longestGapMinutes) {
        throw gap(first + minute * MINUTE, first + end * MINUTE, length, longestGapMinutes);
      }
      double before = values[minute - 1];
      for (int index = minute; index < end; index++) {
        double share = (index - minute + 1.0) / (length + 1);
        values[index] = before + share * (values[end] - before);
      }
      bridged += length;
      gaps++;
      minute = end;
    }
    return gaps == 0
        ? List.of()
        : List.of(
            String.format(
                "%s: %d minutes without demand in %d gaps are bridged by straight lines.",
                name, bridged, gaps));
  }

  private DemandException gap(long from, long to, int minutes, int longest) {
    long line =
        points.stream().filter(point -> point.millis() >= to).findFirst().orElseThrow().line();
    return DemandException.at(
        source,
        line,
        String.format(
            "no demand of %s for the %d minutes from %s on; gaps of up to %d minutes are bridged."
                + " Fill it, or use the rows on one side of it",
            name, minutes, Instant.ofEpochMilli(from), longest));
  }
}
