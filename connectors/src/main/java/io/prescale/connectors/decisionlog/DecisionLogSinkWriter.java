package io.prescale.connectors.decisionlog;

import io.prescale.connectors.ConnectorMetrics;
import io.prescale.connectors.JvmRegistrations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Hands batches to a {@link LogLane}, where they queue.
 *
 * <p>A checkpoint does not wait for batches that are not written, as it does in the base class:
 * with the database away that would be for ever. They are part of the checkpoint instead, and are
 * written again after a restore, at once: they go straight to the lane, since the base class would
 * keep them until the next record comes, which after an outage of the scaler may be long.
 */
final class DecisionLogSinkWriter<T> extends AsyncSinkWriter<T, byte[]> {
  /** The base class must never repeat a batch on its own. */
  private static final long NO_TIMEOUT_MILLIS = Duration.ofDays(10_000).toMillis();

  private final LogLane<T> lane;
  private final WaitingLimit limit;

  // The context type that Flink 1.20's base class hands on; its successor needs Flink 2.
  @SuppressWarnings("deprecation")
  DecisionLogSinkWriter(
      DecisionLogSink<T> sink,
      Sink.InitContext context,
      Collection<BufferedRequestState<byte[]>> restored) {
    this(sink, context, restored, new WaitingLimit(sink.mostWaiting(), sink.maxBatch()));
  }

  @SuppressWarnings("deprecation")
  private DecisionLogSinkWriter(
      DecisionLogSink<T> sink,
      Sink.InitContext context,
      Collection<BufferedRequestState<byte[]>> restored,
      WaitingLimit limit) {
    super(
        (entry, ignored) -> sink.entries().toBytes(entry),
        context,
        configuration(sink, limit),
        List.of());
    this.limit = limit;
    JvmRegistrations.removeAtEndOf(context.getUserCodeClassLoader());
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
    submitRestored(restored, sink.maxBatch(), context.getMailboxExecutor());
  }

  private void submitRestored(
      Collection<BufferedRequestState<byte[]>> restored, int maxBatch, MailboxExecutor mailbox) {
    List<byte[]> batch = new ArrayList<>();
    for (BufferedRequestState<byte[]> state : restored) {
      for (RequestEntryWrapper<byte[]> entry : state.getBufferedRequestEntries()) {
        batch.add(entry.getRequestEntry());
        if (batch.size() == maxBatch) {
          submitRestored(batch, mailbox);
          batch = new ArrayList<>();
        }
      }
    }
    if (!batch.isEmpty()) {
      submitRestored(batch, mailbox);
    }
  }

  private void submitRestored(List<byte[]> batch, MailboxExecutor mailbox) {
    limit.add(batch.size());
    lane.submit(batch, new RestoredBatch(batch.size(), limit, mailbox));
  }

  private static AsyncSinkWriterConfiguration configuration(
      DecisionLogSink<?> sink, WaitingLimit limit) {
    return AsyncSinkWriterConfiguration.builder()
        .setMaxBatchSize(sink.maxBatch())
        .setMaxBatchSizeInBytes(DecisionLogSink.MAX_BYTES)
        .setMaxInFlightRequests(sink.mostWaiting())
        // Beside those in the lane; the base class wants more than one batch.
        .setMaxBufferedRequests(2 * sink.maxBatch())
        .setMaxTimeInBufferMS(DecisionLogSink.MAX_TIME_IN_BUFFER_MILLIS)
        .setMaxRecordSizeInBytes(DecisionLogSink.MAX_BYTES)
        .setRateLimitingStrategy(limit)
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

  /** Tells the limit, in the thread of the task, which it wakes if it waits there. */
  private static final class RestoredBatch implements LogLane.Outcome {
    private final int entries;
    private final WaitingLimit limit;
    private final MailboxExecutor mailbox;

    RestoredBatch(int entries, WaitingLimit limit, MailboxExecutor mailbox) {
      this.entries = entries;
      this.limit = limit;
      this.mailbox = mailbox;
    }

    @Override
    public void done() {
      mail(() -> limit.remove(entries));
    }

    @Override
    public void failed(Exception fatal) {
      mail(
          () -> {
            throw fatal;
          });
    }

    private void mail(ThrowingRunnable<? extends Exception> message) {
      try {
        mailbox.execute(message, "restored entries of the decision log");
      } catch (RejectedExecutionException closed) {
        // The mailbox of the task is closed.
      }
    }
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
