package io.prescale.connectors.collector;

import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.metric.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A group of the fleet, with how far it is collected. It remembers a fingerprint of each data point
 * that may be read again, 8 bytes each, and so tells only what is new or has changed.
 */
final class CollectedGroup {
  private static final Signal[] SIGNALS = Signal.values();

  final String name;
  private final int rememberedPeriods;
  private List<Series> series;
  private long frontier;

  /** Fingerprints by series, and of each by the period's place among those remembered. */
  private long[] seen;

  /**
   * @param frontier end of what is collected, epoch milliseconds
   * @param rememberedPeriods for how many periods to remember what was told
   */
  CollectedGroup(
      AutoScalingGroup group,
      Map<String, String[]> loadBalancers,
      long frontier,
      int rememberedPeriods) {
    this.name = group.name;
    this.frontier = frontier;
    this.rememberedPeriods = rememberedPeriods;
    setSeries(seriesOf(group, loadBalancers));
  }

  private static List<Series> seriesOf(
      AutoScalingGroup group, Map<String, String[]> loadBalancers) {
    List<Series> all = new ArrayList<>();
    for (Signal signal : SIGNALS) {
      switch (signal.dimension()) {
        case AUTO_SCALING_GROUP:
          all.add(Series.ofGroup(signal, group.name));
          break;
        case TARGET_GROUP:
          for (String targetGroup : group.targetGroups) {
            String[] balancers = loadBalancers.get(targetGroup);
            if (balancers != null) {
              all.add(Series.ofTargetGroup(signal, targetGroup, balancers));
            }
          }
          break;
      }
    }
    return List.copyOf(all);
  }

  private void setSeries(List<Series> newSeries) {
    series = newSeries;
    seen = new long[newSeries.size() * rememberedPeriods];
  }

  /**
   * Takes over the group's target groups and load balancers. Where they are others than before, its
   * past is read again: so no request to a load balancer that has become known late is missed.
   *
   * @param readFrom where to begin again then, epoch milliseconds
   */
  void rebind(AutoScalingGroup group, Map<String, String[]> loadBalancers, long readFrom) {
    List<Series> newSeries = seriesOf(group, loadBalancers);
    if (!newSeries.equals(series)) {
      setSeries(newSeries);
      frontier = Math.min(frontier, readFrom);
    }
  }

  List<Series> series() {
    return series;
  }

  /** End of what is collected, epoch milliseconds. */
  long frontier() {
    return frontier;
  }

  /**
   * Takes what was read up to a point in time.
   *
   * @param points of each series
   * @param periodMillis length of a period
   * @return the data points that are new or have changed, in order of time
   */
  List<MetricEvent> advance(List<SeriesPoints> points, long end, long periodMillis) {
    List<MetricEvent> news = new ArrayList<>();
    for (int index = 0; index < series.size(); index++) {
      Series one = series.get(index);
      int base = index * rememberedPeriods;
      points
          .get(index)
          .forEach(
              (timestamp, count, sum) -> {
                // A count of zero is no data: nothing may be divided by it.
                if (count > 0 && isNews(base, timestamp, count, sum, periodMillis)) {
                  news.add(new MetricEvent(one.signal, one.resource, timestamp, count, sum));
                }
              });
    }
    frontier = Math.max(frontier, end);
    news.sort(Comparator.comparingLong(event -> event.timestamp));
    return news;
  }

  private boolean isNews(int base, long timestamp, double count, double sum, long periodMillis) {
    int place = base + (int) Math.floorMod(timestamp / periodMillis, (long) rememberedPeriods);
    long fingerprint = fingerprint(timestamp, count, sum);
    boolean known = seen[place] == fingerprint;
    seen[place] = fingerprint;
    return !known;
  }

  /** 64 bits that differ where one of the three does, but for one in 10^19; never 0. */
  private static long fingerprint(long timestamp, double count, double sum) {
    long mixed = mix(timestamp);
    mixed = mix(mixed ^ Double.doubleToLongBits(count));
    mixed = mix(mixed ^ Double.doubleToLongBits(sum));
    return mixed == 0 ? 1 : mixed;
  }

  /** The finalizer of MurmurHash3: a permutation in which each bit depends on all. */
  private static long mix(long value) {
    long mixed = value;
    mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
