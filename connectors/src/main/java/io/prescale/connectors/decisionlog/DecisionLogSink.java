package io.prescale.connectors.decisionlog;

import io.prescale.connectors.autoscaling.RetryPolicy;
import io.prescale.decisionlog.DatabaseAddress;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.time.TimeScale;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSink;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes to the SQL decision log, at least once; what comes twice changes nothing.
 *
 * <p>While the database is away, entries wait, and are part of each checkpoint; nothing fails, and
 * nothing else stands still until {@link #MAX_WAITING} entries wait. The input must be partitioned
 * by group, so that what a group decided later is also written later.
 *
 * @param <T> type of the records
 */
public final class DecisionLogSink<T> extends AsyncSinkBase<T, byte[]> {
  private static final long serialVersionUID = 1L;

  /** Entries that may wait in a subtask, about 2.5 KB each. */
  public static final int MAX_WAITING = 50_000;

  static final int MAX_BATCH = 500;

  /** A calendar may be of 4 MiB, and twice as long as a text in a text. */
  static final long MAX_BYTES = 64 << 20;

  static final long MAX_TIME_IN_BUFFER_MILLIS = 200;

  private static final RetryPolicy RETRIES =
      new RetryPolicy(1, Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final LogEntries<T> entries;
  private final DatabaseAddress database;
  private final LogRetention retention;
  private final TimeScale timeScale;
  private final int mostWaiting;

  private DecisionLogSink(
      LogEntries<T> entries,
      DatabaseAddress database,
      LogRetention retention,
      TimeScale timeScale,
      int mostWaiting) {
    super(
        (entry, context) -> entries.toBytes(entry),
        MAX_BATCH,
        MAX_WAITING,
        MAX_WAITING,
        MAX_BYTES,
        MAX_TIME_IN_BUFFER_MILLIS,
        MAX_BYTES);
    this.entries = entries;
    this.database = Objects.requireNonNull(database, "database");
    this.retention = Objects.requireNonNull(retention, "retention");
    this.timeScale = Objects.requireNonNull(timeScale, "timeScale");
    this.mostWaiting = mostWaiting;
  }

  /**
   * Decisions; also deletes those that are too old.
   *
   * @param timeScale the time that decisions live in
   */
  public static DecisionLogSink<ScalingDecision> decisions(
      DatabaseAddress database, LogRetention retention, TimeScale timeScale) {
    return new DecisionLogSink<>(
        new DecisionEntries(), database, retention, timeScale, MAX_WAITING);
  }

  /** Calendars and models in force. */
  public static DecisionLogSink<InForce> inForce(DatabaseAddress database) {
    return new DecisionLogSink<>(
        new InForceEntries(), database, LogRetention.forEver(), TimeScale.real(), MAX_WAITING);
  }

  /** The same with another number of entries that may wait in a subtask. */
  DecisionLogSink<T> waitingAtMost(int waiting) {
    return new DecisionLogSink<>(entries, database, retention, timeScale, waiting);
  }

  int mostWaiting() {
    return mostWaiting;
  }

  int maxBatch() {
    return Math.min(MAX_BATCH, mostWaiting);
  }

  LogEntries<T> entries() {
    return entries;
  }

  DatabaseAddress database() {
    return database;
  }

  LogRetention retention() {
    return retention;
  }

  TimeScale timeScale() {
    return timeScale;
  }

  RetryPolicy retryPolicy() {
    return RETRIES;
  }

  // The signatures that Flink 1.20 demands; their successors need Flink 2.
  @Override
  @SuppressWarnings("deprecation")
  public StatefulSink.StatefulSinkWriter<T, BufferedRequestState<byte[]>> createWriter(
      Sink.InitContext context) {
    return new DecisionLogSinkWriter<>(this, context, List.of());
  }

  @Override
  @SuppressWarnings("deprecation")
  public StatefulSink.StatefulSinkWriter<T, BufferedRequestState<byte[]>> restoreWriter(
      Sink.InitContext context, Collection<BufferedRequestState<byte[]>> restored) {
    return new DecisionLogSinkWriter<>(this, context, restored);
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<byte[]>> getWriterStateSerializer() {
    return new WaitingEntriesSerializer();
  }
}
