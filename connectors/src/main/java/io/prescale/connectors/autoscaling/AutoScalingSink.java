package io.prescale.connectors.autoscaling;

import io.prescale.domain.policy.ScalingDecision;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSink;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Carries scaling decisions out by calling SetDesiredCapacity of EC2 Auto Scaling. Holds are
 * skipped.
 *
 * <p>Before each call the group is read again, and the call is made only if it still does what the
 * decision meant; {@link CommandOutcome} lists what else may become of a command. Each outcome is
 * counted and logged with its reason. None fails the job, not even lost credentials: deciding and
 * recording go on, and the next decision tries again.
 *
 * <p>The input must be partitioned by group: the order of a group's commands, and that only one of
 * them is under way at a time, hold within one subtask. Delivery is at least once; a repeated
 * command changes nothing.
 */
public final class AutoScalingSink extends AsyncSinkBase<ScalingDecision, ScalingCommand> {
  private static final long serialVersionUID = 1L;

  private final CommandExecutorFactory executors;
  private final RetryPolicy retryPolicy;
  private final int concurrentCalls;
  private final int maxPending;

  AutoScalingSink(
      CommandExecutorFactory executors,
      RetryPolicy retryPolicy,
      int concurrentCalls,
      int maxPending) {
    super(
        new ScalingCommandConverter(),
        1,
        maxPending,
        Math.max(2, maxPending),
        Integer.MAX_VALUE,
        Integer.MAX_VALUE,
        Integer.MAX_VALUE);
    this.executors = executors;
    this.retryPolicy = retryPolicy;
    this.concurrentCalls = concurrentCalls;
    this.maxPending = maxPending;
  }

  public static AutoScalingSinkBuilder builder() {
    return new AutoScalingSinkBuilder();
  }

  CommandExecutorFactory executors() {
    return executors;
  }

  RetryPolicy retryPolicy() {
    return retryPolicy;
  }

  int concurrentCalls() {
    return concurrentCalls;
  }

  int maxPending() {
    return maxPending;
  }

  // The signatures that Flink 1.20 demands; their successors need Flink 2.
  @Override
  @SuppressWarnings("deprecation")
  public StatefulSink.StatefulSinkWriter<ScalingDecision, BufferedRequestState<ScalingCommand>>
      createWriter(Sink.InitContext context) {
    return new AutoScalingSinkWriter(this, context, List.of());
  }

  @Override
  @SuppressWarnings("deprecation")
  public StatefulSink.StatefulSinkWriter<ScalingDecision, BufferedRequestState<ScalingCommand>>
      restoreWriter(
          Sink.InitContext context, Collection<BufferedRequestState<ScalingCommand>> restored) {
    return new AutoScalingSinkWriter(this, context, restored);
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<ScalingCommand>>
      getWriterStateSerializer() {
    return new ScalingCommandStateSerializer();
  }
}
