package io.prescale.connectors.polling;

import io.prescale.connectors.ConnectorMetrics;
import java.time.Clock;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/** What a polled source reports of itself; written by the polling thread. */
final class PollingMetrics {
  private static final long NEVER = -1;

  private final Clock clock;
  private final Counter polls;
  private final Counter failures;
  private volatile long lastGoodPoll = NEVER;

  PollingMetrics(MetricGroup parent, Clock clock) {
    this.clock = clock;
    MetricGroup group = ConnectorMetrics.group(parent);
    this.polls = group.counter(ConnectorMetrics.POLLS, new ThreadSafeSimpleCounter());
    this.failures = group.counter(ConnectorMetrics.POLL_FAILURES, new ThreadSafeSimpleCounter());
    Gauge<Long> age = () -> lastGoodPoll == NEVER ? NEVER : clock.millis() - lastGoodPoll;
    group.gauge(ConnectorMetrics.LAST_GOOD_POLL_AGE, age);
  }

  void succeeded() {
    polls.inc();
    lastGoodPoll = clock.millis();
  }

  void failed() {
    failures.inc();
  }
}
