package io.prescale.connectors.files;

import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.sample.GroupSample;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.ToLongFunction;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * One folder per day (UTC), named {@code day=2026-11-27}.
 *
 * @param <T> type of the records
 */
public final class DayFolders<T> implements BucketAssigner<T, String> {
  private static final long serialVersionUID = 1L;

  private final TimeOf<T> time;

  /** Epoch milliseconds of a record. */
  private interface TimeOf<T> extends ToLongFunction<T>, Serializable {}

  private DayFolders(TimeOf<T> time) {
    this.time = time;
  }

  /** Decisions by the end of their slot. */
  public static DayFolders<ScalingDecision> ofDecisions() {
    return new DayFolders<>(decision -> decision.slotEnd);
  }

  /** Samples by the start of their slot. */
  public static DayFolders<GroupSample> ofSamples() {
    return new DayFolders<>(sample -> sample.slotStart);
  }

  /** Records without a time of their own by the machine's clock. */
  public static <T> DayFolders<T> ofArrival() {
    return new DayFolders<>(null);
  }

  @Override
  public String getBucketId(T record, Context context) {
    long millis = time == null ? context.currentProcessingTime() : time.applyAsLong(record);
    return "day=" + LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }

  @Override
  public SimpleVersionedSerializer<String> getSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }
}
