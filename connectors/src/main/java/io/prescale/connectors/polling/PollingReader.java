package io.prescale.connectors.polling;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/**
 * Emits what the polling loop hands over, one record at a time, so that a checkpoint need not wait
 * for a large fleet. All methods are called by the task's thread.
 */
final class PollingReader<T> implements SourceReader<T, PollingSplit> {
  private final Function<byte[], PollingLoop<T>> loops;
  private final CompletableFuture<Void> assignment = new CompletableFuture<>();
  private final Queue<T> records = new ArrayDeque<>();

  private PollingLoop<T> loop;
  private boolean noMoreSplits;

  /** State of the last poll that was fully emitted. */
  private byte[] emittedState;

  /** The poll being emitted; null between polls. */
  private PollResult<T> current;

  /**
   * @param loops starts polling from a state
   */
  PollingReader(Function<byte[], PollingLoop<T>> loops) {
    this.loops = loops;
  }

  @Override
  public void start() {}

  @Override
  public void addSplits(List<PollingSplit> splits) {
    emittedState = splits.get(0).state();
    loop = loops.apply(emittedState);
    assignment.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreSplits = true;
    assignment.complete(null);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws IOException {
    if (loop == null) {
      return noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    if (current == null) {
      current = loop.take();
      if (current == null) {
        return loop.isFinished() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
      }
      records.addAll(current.records());
    }
    T next = records.poll();
    if (next != null) {
      output.collect(next);
    }
    if (records.isEmpty()) {
      emittedState = current.state();
      current = null;
    }
    return InputStatus.MORE_AVAILABLE;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return loop == null ? assignment : loop.available();
  }

  @Override
  public List<PollingSplit> snapshotState(long checkpointId) {
    return loop == null ? List.of() : List.of(new PollingSplit(emittedState));
  }

  @Override
  public void close() {
    if (loop != null) {
      loop.close();
    }
  }
}
