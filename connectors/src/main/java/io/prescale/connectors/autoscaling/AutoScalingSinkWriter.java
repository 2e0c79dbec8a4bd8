package io.prescale.connectors.autoscaling;

import io.prescale.connectors.ConnectorMetrics;
import io.prescale.domain.policy.ScalingDecision;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;

/**
 * Hands commands to {@link GroupLanes} at once, one to a request.
 *
 * <p>A checkpoint does not wait for commands in progress, as it does in the base class: with the
 * API out of order that would take minutes. They are part of the checkpoint instead. After a
 * restore they are carried out again, which changes nothing where they were carried out before,
 * because each looks at the group first.
 */
final class AutoScalingSinkWriter extends AsyncSinkWriter<ScalingDecision, ScalingCommand> {
  /** Far beyond the life of a command: the base class must never repeat one on its own. */
  private static final long NO_TIMEOUT_MILLIS = Duration.ofDays(30).toMillis();

  private static final int MAX_TIME_IN_BUFFER_MILLIS = 100;
  private static final int MAX_BYTES = 1 << 20;

  private final CommandExecutor executor;
  private final GroupLanes lanes;
  private final RescaleHold hold;
  private final int parallelism;

  // The context type that Flink 1.20's base class hands on; its successor needs Flink 2.
  @SuppressWarnings("deprecation")
  AutoScalingSinkWriter(
      AutoScalingSink sink,
      Sink.InitContext context,
      Collection<BufferedRequestState<ScalingCommand>> restored) {
    super(
        new ScalingCommandConverter(),
        context,
        configuration(sink.maxPending()),
        PendingCommands.withoutDetours(restored));
    this.executor = sink.executors().open();
    this.lanes =
        new GroupLanes(
            executor::attempt,
            sink.retryPolicy(),
            new CommandReport(context.metricGroup()),
            sink.concurrentCalls());
    this.parallelism = context.getTaskInfo().getNumberOfParallelSubtasks();
    this.hold =
        context.getRestoredCheckpointId().isPresent()
            ? RescaleHold.after(restored, parallelism, System::nanoTime)
            : RescaleHold.none();
    ConnectorMetrics.group(context.metricGroup())
        .gauge(ConnectorMetrics.COMMANDS_PENDING, () -> lanes.unfinished().size());
  }

  private static AsyncSinkWriterConfiguration configuration(int maxPending) {
    return AsyncSinkWriterConfiguration.builder()
        .setMaxBatchSize(1)
        .setMaxBatchSizeInBytes(MAX_BYTES)
        .setMaxInFlightRequests(maxPending)
        .setMaxBufferedRequests(Math.max(2, maxPending))
        .setMaxTimeInBufferMS(MAX_TIME_IN_BUFFER_MILLIS)
        .setMaxRecordSizeInBytes(MAX_BYTES)
        .setRateLimitingStrategy(new PendingLimit(maxPending))
        .setRequestTimeoutMS(NO_TIMEOUT_MILLIS)
        .build();
  }

  @Override
  public void write(ScalingDecision decision, Context context)
      throws IOException, InterruptedException {
    if (decision.isCommand()) {
      super.write(decision, context);
    }
  }

  @Override
  protected void submitRequestEntries(
      List<ScalingCommand> commands, ResultHandler<ScalingCommand> handler) {
    // A batch has one entry.
    ScalingCommand command = commands.get(0);
    lanes.submit(command, hold.delayNanos(command), () -> complete(handler));
  }

  private static void complete(ResultHandler<ScalingCommand> handler) {
    try {
      handler.complete();
    } catch (RejectedExecutionException closed) {
      // The task ended meanwhile, and no longer cares.
    }
  }

  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    if (endOfInput) {
      super.flush(true);
    }
  }

  @Override
  public List<BufferedRequestState<ScalingCommand>> snapshotState(long checkpointId) {
    List<RequestEntryWrapper<ScalingCommand>> commands = new ArrayList<>();
    lanes.unfinished().forEach(command -> commands.add(wrap(command)));
    super.snapshotState(checkpointId)
        .forEach(buffered -> commands.addAll(buffered.getBufferedRequestEntries()));
    return PendingCommands.byGroup(
        commands, hold.isOver() ? parallelism : PendingCommands.SCATTERED);
  }

  static RequestEntryWrapper<ScalingCommand> wrap(ScalingCommand command) {
    return new RequestEntryWrapper<>(command, sizeOf(command));
  }

  @Override
  protected long getSizeInBytes(ScalingCommand command) {
    return sizeOf(command);
  }

  private static long sizeOf(ScalingCommand command) {
    return command.id().length() + (long) command.group().length() + 2 * Integer.BYTES + Long.BYTES;
  }

  @Override
  public void close() {
    lanes.close();
    executor.close();
    super.close();
  }
}
