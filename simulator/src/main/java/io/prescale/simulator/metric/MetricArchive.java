package io.prescale.simulator.metric;

import static java.util.Objects.requireNonNull;

import io.prescale.simulator.metric.MetricDatum.Statistics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a feed has published, by metric and time, for queries as CloudWatch answers them. It reads
 * the feed on when it is asked something, so it costs nothing where nobody asks.
 *
 * <p>A data point of the EC2 instances is rewritten once: for the first two minutes after its end
 * it lacks the value of one instance, as CloudWatch's does while instances still report. Longer
 * periods are put together from the minutes published so far, so the latest one grows until it
 * ends. Safe for use by several threads.
 */
public final class MetricArchive {
  /** How long CloudWatch keeps one-minute data. */
  public static final Duration MINUTE_RETENTION = Duration.ofDays(15);

  /** How long CloudWatch keeps five-minute data. */
  public static final Duration FIVE_MINUTE_RETENTION = Duration.ofDays(63);

  private static final Duration SETTLING = Duration.ofMinutes(2);
  private static final String REWRITTEN_NAMESPACE = "AWS/EC2";
  private static final int BATCH = 10_000;

  /**
   * Which metric.
   *
   * @param dimensions all of its dimensions, by name
   */
  public record MetricKey(
      String namespace, String metricName, SortedMap<String, String> dimensions) {
    public MetricKey {
      requireNonNull(namespace, "namespace");
      requireNonNull(metricName, "metricName");
    }
  }

  private final MetricFeed feed;
  private final Map<MetricKey, TreeMap<Instant, Statistics>> series = new HashMap<>();
  private long position;

  public MetricArchive(MetricFeed feed) {
    this.feed = requireNonNull(feed, "feed");
  }

  /** The metrics of which there are data points. */
  public synchronized List<MetricKey> metrics() {
    catchUp();
    return List.copyOf(series.keySet());
  }

  /**
   * The statistics of a metric by the start of their period, in order of time.
   *
   * @param from start of the first period, inclusive; rounded down to a whole period
   * @param to start of the last period, exclusive
   * @param period length of a period, whole minutes
   * @param now the time that the metrics live in; what is no longer retained by then is left out
   */
  public synchronized SortedMap<Instant, Statistics> query(
      MetricKey metric, Instant from, Instant to, Duration period, Instant now) {
    catchUp();
    NavigableMap<Instant, Statistics> minutes = series.getOrDefault(metric, new TreeMap<>());
    Duration retention =
        period.compareTo(Duration.ofMinutes(5)) < 0 ? MINUTE_RETENTION : FIVE_MINUTE_RETENTION;
    Instant oldest = now.minus(retention);
    Instant start = from.isBefore(oldest) ? oldest : from;
    SortedMap<Instant, Statistics> result = new TreeMap<>();
    Instant firstMinute = startOfPeriod(start, period);
    if (firstMinute.isBefore(to)) {
      minutes
          .subMap(firstMinute, to)
          .forEach(
              (minute, statistics) ->
                  result.merge(
                      startOfPeriod(minute, period),
                      asSeen(metric, minute, statistics, now),
                      MetricArchive::sum));
    }
    return result;
  }

  private void catchUp() {
    MetricFeed.Batch batch = feed.read(position, BATCH);
    while (batch.nextSequence() > position) {
      position = batch.nextSequence();
      for (MetricDatum datum : batch.data()) {
        MetricKey key = new MetricKey(datum.namespace(), datum.metricName(), datum.dimensions());
        TreeMap<Instant, Statistics> points = series.computeIfAbsent(key, added -> new TreeMap<>());
        points.put(datum.timestamp(), datum.statistics());
        points.headMap(datum.timestamp().minus(FIVE_MINUTE_RETENTION)).clear();
      }
      batch = feed.read(position, BATCH);
    }
  }

  private static Statistics asSeen(
      MetricKey metric, Instant minute, Statistics statistics, Instant now) {
    boolean settled =
        !now.isBefore(minute.plus(MetricLog.PERIOD).plus(SETTLING))
            || !metric.namespace().equals(REWRITTEN_NAMESPACE);
    if (settled || statistics.count() <= 1) {
      return statistics;
    }
    double reported = statistics.count() - 1;
    return new Statistics(
        reported,
        statistics.sum() / statistics.count() * reported,
        statistics.max(),
        statistics.min());
  }

  private static Statistics sum(Statistics one, Statistics other) {
    return new Statistics(
        one.count() + other.count(),
        one.sum() + other.sum(),
        Math.max(one.max(), other.max()),
        Math.min(one.min(), other.min()));
  }

  private static Instant startOfPeriod(Instant instant, Duration period) {
    long seconds = instant.getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, period.toSeconds()));
  }
}
