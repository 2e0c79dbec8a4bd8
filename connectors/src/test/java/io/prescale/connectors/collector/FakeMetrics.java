package io.prescale.connectors.collector;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Metrics that have a value in every period since the beginning of time, two instances at 10, and
 * others where a test sets them. It counts how it is asked.
 */
final class FakeMetrics implements MetricReader {
  static final double COUNT = 2;
  static final double SUM = 20;

  /** One read. */
  record Read(int series, long from, long to) {}

  final List<Read> reads = new ArrayList<>();
  final Map<String, String[]> loadBalancers = new HashMap<>();

  /** Sums that differ, by resource, signal and time; null for no data point. */
  final Map<String, Double> sums = new HashMap<>();

  /** Resources that cannot be read while they are in here. */
  final Set<String> unreadable = new HashSet<>();

  /** Reads that fail, each with its message, before the next one that does not. */
  final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

  final AtomicInteger atOnce = new AtomicInteger();
  final AtomicInteger mostAtOnce = new AtomicInteger();
  final AtomicLong points = new AtomicLong();
  private final long period;

  FakeMetrics(long period) {
    this.period = period;
  }

  static String key(Series series, long timestamp) {
    return key(series.resource, series.signal.name(), timestamp);
  }

  static String key(String resource, String signal, long timestamp) {
    return resource + " " + signal + " " + timestamp;
  }

  @Override
  public List<SeriesPoints> read(List<Series> series, long from, long to) throws IOException {
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    try {
      String failure = failures.poll();
      if (failure != null) {
        throw new IOException(failure);
      }
      synchronized (this) {
        reads.add(new Read(series.size(), from, to));
        List<SeriesPoints> answer = new ArrayList<>();
        for (Series one : series) {
          answer.add(unreadable.contains(one.resource) ? null : pointsOf(one, from, to));
        }
        return answer;
      }
    } finally {
      atOnce.decrementAndGet();
    }
  }

  private SeriesPoints pointsOf(Series series, long from, long to) {
    SeriesPoints answer = new SeriesPoints();
    for (long timestamp = from; timestamp < to; timestamp += period) {
      String key = key(series, timestamp);
      Double sum = sums.containsKey(key) ? sums.get(key) : Double.valueOf(SUM);
      if (sum != null) {
        answer.addCount(timestamp, COUNT);
        answer.addSum(timestamp, sum);
        points.addAndGet(2);
      }
    }
    return answer;
  }

  @Override
  public Map<String, String[]> loadBalancers() {
    return Map.copyOf(loadBalancers);
  }

  @Override
  public void close() {}
}
