package io.prescale.connectors.decisionlog;

import io.prescale.connectors.ConnectorMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;

/**
 * Hands batches to a {@link LogLane}, where they queue.
 *
 * <p>A checkpoint does not wait for batches that are not written, as it does in the base class:
 * with the database away that would be for ever. They are part of the checkpoint instead, and are
 * written again after a restore.
 */
final class DecisionLogSinkWriter<T> extends AsyncSinkWriter<T, byte[]> {
  /** The base class must never repeat a batch on its own. */
  private static final long NO_TIMEOUT_MILLIS = Duration.ofDays(10_000).toMillis();

  private final LogLane<T> lane;

  // The context type that Flink 1.20's base class hands on; its successor needs Flink 2.
  @SuppressWarnings("deprecation")
  DecisionLogSinkWriter(
      DecisionLogSink<T> sink,
      Sink.InitContext context,
      Collection<BufferedRequestState<byte[]>> restored) {
    super((entry, ignored) -> sink.entries().toBytes(entry), context, configuration(), restored);
    ProcessingTimeService clock = context.getProcessingTimeService();
    boolean cleans = context.getSubtaskId() == 0;
    this.lane =
        new LogLane<>(
            sink.entries(),
            new LogConnection(sink.database()),
            sink.retryPolicy(),
            new LogReport(context.metricGroup()),
            new LogCleaning(
                cleans ? sink.retention() : LogRetention.forEver(),
                () -> sink.timeScale().at(clock.getCurrentProcessingTime())));
    ConnectorMetrics.group(context.metricGroup())
        .gauge(ConnectorMetrics.LOG_ENTRIES_WAITING, lane::waiting);
  }

  private static AsyncSinkWriterConfiguration configuration() {
    return AsyncSinkWriterConfiguration.builder()
        .setMaxBatchSize(DecisionLogSink.MAX_BATCH)
        .setMaxBatchSizeInBytes(DecisionLogSink.MAX_BYTES)
        .setMaxInFlightRequests(DecisionLogSink.MAX_WAITING)
        .setMaxBufferedRequests(DecisionLogSink.MAX_WAITING)
        .setMaxTimeInBufferMS(DecisionLogSink.MAX_TIME_IN_BUFFER_MILLIS)
        .setMaxRecordSizeInBytes(DecisionLogSink.MAX_BYTES)
        .setRateLimitingStrategy(
            new WaitingLimit(DecisionLogSink.MAX_WAITING, DecisionLogSink.MAX_BATCH))
        .setRequestTimeoutMS(NO_TIMEOUT_MILLIS)
        .build();
  }

  @Override
  protected void submitRequestEntries(List<byte[]> batch, ResultHandler<byte[]> handler) {
    lane.submit(new ArrayList<>(batch), new ToHandler(handler));
  }

  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    if (endOfInput) {
      super.flush(true);
    }
  }

  @Override
  public List<BufferedRequestState<byte[]>> snapshotState(long checkpointId) {
    List<RequestEntryWrapper<byte[]>> waiting = new ArrayList<>();
    lane.unwritten().forEach(entry -> waiting.add(wrap(entry)));
    super.snapshotState(checkpointId)
        .forEach(buffered -> waiting.addAll(buffered.getBufferedRequestEntries()));
    return List.of(new BufferedRequestState<>(waiting));
  }

  static RequestEntryWrapper<byte[]> wrap(byte[] entry) {
    return new RequestEntryWrapper<>(entry, entry.length);
  }

  @Override
  protected long getSizeInBytes(byte[] entry) {
    return entry.length;
  }

  @Override
  public void close() {
    lane.close();
    super.close();
  }

  /** Tells the base class, which may no longer care when the task has ended. */
  private static final class ToHandler implements LogLane.Outcome {
    private final ResultHandler<byte[]> handler;

    ToHandler(ResultHandler<byte[]> handler) {
      this.handler = handler;
    }

    @Override
    public void done() {
      try {
        handler.complete();
      } catch (RejectedExecutionException closed) {
        // The mailbox of the task is closed.
      }
    }

    @Override
    public void failed(Exception fatal) {
      try {
        handler.completeExceptionally(fatal);
      } catch (RejectedExecutionException closed) {
        // The mailbox of the task is closed.
      }
    }
  }
}
