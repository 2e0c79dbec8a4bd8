package io.prescale.connectors.polling;

import java.time.Clock;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source that asks a {@link Poller} on a schedule and emits what is new. While polls fail, what
 * was last emitted stays in force: nothing is emitted, the failure is logged and counted, and the
 * next poll waits a little longer.
 *
 * <p>There is one poller, whatever the parallelism; give the source a parallelism of 1. The
 * poller's state goes into checkpoints, as it was before a poll that is not fully emitted yet:
 * after a restore records may come twice, and none is lost.
 *
 * @param <T> what it emits
 */
public final class PollingSource<T>
    implements Source<T, PollingSplit, EnumeratorState>, ResultTypeQueryable<T> {
  private static final long serialVersionUID = 1L;

  private final String subject;
  private final TypeInformation<T> type;
  private final PollerFactory<T> pollers;
  private final PollSchedule schedule;

  /**
   * @param subject what is polled, for the log, such as {@code fleet}
   * @param type of the records
   */
  public PollingSource(
      String subject, TypeInformation<T> type, PollerFactory<T> pollers, PollSchedule schedule) {
    this.subject = Objects.requireNonNull(subject, "subject");
    this.type = Objects.requireNonNull(type, "type");
    this.pollers = Objects.requireNonNull(pollers, "pollers");
    this.schedule = Objects.requireNonNull(schedule, "schedule");
  }

  @Override
  public Boundedness getBoundedness() {
    return schedule.isOnce() ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return type;
  }

  @Override
  public SourceReader<T, PollingSplit> createReader(SourceReaderContext context) {
    PollingMetrics metrics = new PollingMetrics(context.metricGroup(), Clock.systemUTC());
    PollerFactory<T> measured = () -> pollers.create(context.metricGroup());
    return new PollingReader<>(
        state -> new PollingLoop<>(subject, measured, schedule, metrics, state));
  }

  @Override
  public SplitEnumerator<PollingSplit, EnumeratorState> createEnumerator(
      SplitEnumeratorContext<PollingSplit> context) {
    return new PollingSplitEnumerator(context, EnumeratorState.of(new PollingSplit(null)));
  }

  @Override
  public SplitEnumerator<PollingSplit, EnumeratorState> restoreEnumerator(
      SplitEnumeratorContext<PollingSplit> context, EnumeratorState state) {
    return new PollingSplitEnumerator(context, state);
  }

  @Override
  public SimpleVersionedSerializer<PollingSplit> getSplitSerializer() {
    return new PollingSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<EnumeratorState> getEnumeratorCheckpointSerializer() {
    return new EnumeratorStateSerializer();
  }
}
