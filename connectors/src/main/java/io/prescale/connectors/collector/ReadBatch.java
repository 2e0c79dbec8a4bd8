package io.prescale.connectors.collector;

import io.prescale.domain.metric.MetricEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Groups with the same frontier whose series fit into one call, and what the call gave. */
final class ReadBatch {
  /** The most data points that one call gives. */
  static final int MAX_POINTS = 100_800;

  /** So many periods of so many series, for two statistics each, fit into one call. */
  private static final long MAX_PERIODS = MAX_POINTS / (2L * MetricReader.SERIES_PER_CALL);

  /** Receives what is new of a group. */
  @FunctionalInterface
  interface Receiver {
    void group(CollectedGroup group, List<MetricEvent> news);
  }

  private final List<CollectedGroup> groups;
  private final List<Series> series;
  private final long from;
  private final long to;
  private final long lostPeriods;
  private List<SeriesPoints> points;
  private IOException failure;

  private ReadBatch(
      List<CollectedGroup> groups, List<Series> series, long from, long to, long lostPeriods) {
    this.groups = groups;
    this.series = series;
    this.from = from;
    this.to = to;
    this.lostPeriods = lostPeriods;
  }

  /**
   * Takes the next batch off a queue of groups in the order of their frontiers, which must not be
   * empty.
   *
   * @param oldest start of the oldest period that can be read
   * @param end of the latest period that is to be read
   */
  static ReadBatch next(
      Deque<CollectedGroup> queue, CollectorSettings settings, long oldest, long end) {
    long frontier = queue.getFirst().frontier();
    long period = settings.periodMillis();
    long lost = Math.max(0, (oldest - frontier) / period);
    long from = Math.max(oldest, frontier - settings.rereadMillis());
    // Whatever is read again, each call must get further than the one before.
    long to = Math.min(end, Math.max(from + MAX_PERIODS * period, frontier + period));
    List<CollectedGroup> groups = new ArrayList<>();
    List<Series> series = new ArrayList<>();
    while (!queue.isEmpty()
        && queue.getFirst().frontier() == frontier
        && (groups.isEmpty()
            || series.size() + queue.getFirst().series().size() <= MetricReader.SERIES_PER_CALL)) {
      CollectedGroup group = queue.removeFirst();
      groups.add(group);
      series.addAll(group.series());
    }
    return new ReadBatch(groups, series, from, to, lost);
  }

  List<CollectedGroup> groups() {
    return groups;
  }

  /** Periods of each group that can no longer be read. */
  long lostPeriods() {
    return lostPeriods;
  }

  boolean isRead() {
    return points != null;
  }

  /** Why nothing was read, or null. */
  IOException failure() {
    return failure;
  }

  /** Reads it; a failure is kept, not thrown. */
  void read(MetricReader reader) throws InterruptedException {
    try {
      points = reader.read(series, from, to);
    } catch (IOException failed) {
      failure = failed;
    }
  }

  /**
   * Advances the groups of which everything was read.
   *
   * @return how many these are
   */
  int apply(long periodMillis, Receiver receiver) {
    if (points == null) {
      return 0;
    }
    int advanced = 0;
    int position = 0;
    for (CollectedGroup group : groups) {
      int next = position + group.series().size();
      List<SeriesPoints> ofGroup = points.subList(position, next);
      position = next;
      if (!ofGroup.contains(null)) {
        receiver.group(group, group.advance(ofGroup, to, periodMillis));
        advanced++;
      }
    }
    return advanced;
  }
}
