package io.prescale.connectors.collector;

import io.prescale.connectors.ConnectorMetrics;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/** What the collector reports of itself; written by its threads. */
final class CollectorCounters {
  private final Counter calls;
  private final Counter failed;
  private final Counter throttled;
  private final Counter dataPoints;
  private final Counter lostPeriods;
  private volatile int groups;
  private volatile long lagMillis;

  /**
   * @param parent the source's own group
   */
  CollectorCounters(MetricGroup parent) {
    MetricGroup metrics = ConnectorMetrics.group(parent);
    calls = metrics.counter(ConnectorMetrics.CLOUDWATCH_CALLS, new ThreadSafeSimpleCounter());
    failed =
        metrics.counter(ConnectorMetrics.CLOUDWATCH_CALLS_FAILED, new ThreadSafeSimpleCounter());
    throttled =
        metrics.counter(ConnectorMetrics.CLOUDWATCH_CALLS_THROTTLED, new ThreadSafeSimpleCounter());
    dataPoints =
        metrics.counter(ConnectorMetrics.DATA_POINTS_COLLECTED, new ThreadSafeSimpleCounter());
    lostPeriods = metrics.counter(ConnectorMetrics.PERIODS_LOST, new ThreadSafeSimpleCounter());
    Gauge<Integer> groupsCollected = () -> groups;
    metrics.gauge(ConnectorMetrics.GROUPS_COLLECTED, groupsCollected);
    Gauge<Long> lag = () -> lagMillis;
    metrics.gauge(ConnectorMetrics.COLLECTION_LAG, lag);
  }

  void called() {
    calls.inc();
  }

  void failed(boolean byThrottling) {
    failed.inc();
    if (byThrottling) {
      throttled.inc();
    }
  }

  void collected(int points) {
    dataPoints.inc(points);
  }

  void lost(long periods) {
    lostPeriods.inc(periods);
  }

  /**
   * @param lag time since the end of what is collected of every group, milliseconds
   */
  void stands(int groupsNow, long lag) {
    groups = groupsNow;
    lagMillis = lag;
  }
}
