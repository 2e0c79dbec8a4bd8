package io.prescale.connectors.autoscaling;

import org.apache.flink.connector.base.sink.writer.strategy.RateLimitingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.RequestInfo;
import org.apache.flink.connector.base.sink.writer.strategy.ResultInfo;

/**
 * Lets commands through one by one, up to a number of unfinished ones. How many calls run at once
 * is {@link GroupLanes}' business, and not adapted to failures: its backoff does that.
 */
final class PendingLimit implements RateLimitingStrategy {
  private final int maxPending;
  private int pending;

  PendingLimit(int maxPending) {
    this.maxPending = maxPending;
  }

  @Override
  public void registerInFlightRequest(RequestInfo request) {
    pending++;
  }

  @Override
  public void registerCompletedRequest(ResultInfo result) {
    pending--;
  }

  @Override
  public boolean shouldBlock(RequestInfo request) {
    return pending >= maxPending;
  }

  @Override
  public int getMaxBatchSize() {
    return 1;
  }
}
