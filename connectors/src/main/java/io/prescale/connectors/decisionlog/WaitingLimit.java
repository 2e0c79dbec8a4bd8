package io.prescale.connectors.decisionlog;

import org.apache.flink.connector.base.sink.writer.strategy.RateLimitingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.RequestInfo;
import org.apache.flink.connector.base.sink.writer.strategy.ResultInfo;

/**
 * Lets batches through to the {@link LogLane}, where they queue, until too many entries wait. With
 * a narrower limit the base class would stop the task, checkpoints included, at the first batch
 * that the database does not take.
 */
final class WaitingLimit implements RateLimitingStrategy {
  private final int maxWaiting;
  private final int maxBatch;
  private int waiting;

  WaitingLimit(int maxWaiting, int maxBatch) {
    this.maxWaiting = maxWaiting;
    this.maxBatch = maxBatch;
  }

  /** Entries that wait in the {@link LogLane} without the base class knowing. */
  void add(int entries) {
    waiting += entries;
  }

  /** They are written. */
  void remove(int entries) {
    waiting -= entries;
  }

  @Override
  public void registerInFlightRequest(RequestInfo request) {
    waiting += request.getBatchSize();
  }

  @Override
  public void registerCompletedRequest(ResultInfo result) {
    waiting -= result.getBatchSize();
  }

  @Override
  public boolean shouldBlock(RequestInfo request) {
    return waiting >= maxWaiting;
  }

  @Override
  public int getMaxBatchSize() {
    return maxBatch;
  }
}
