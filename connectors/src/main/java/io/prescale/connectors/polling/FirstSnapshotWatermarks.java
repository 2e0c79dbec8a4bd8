package io.prescale.connectors.polling;

import java.io.Serializable;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks of a side input (calendar, fleet, model): none until the first snapshot is complete,
 * and the end of time from then on. So an operator that joins it with metrics lets no event-time
 * timer fire before it knows the snapshot, and is never held back afterwards, however quiet the
 * side input is. It starts anew after a restore; pollers tell their snapshot again then.
 *
 * @param <T> what the side input gives
 */
public final class FirstSnapshotWatermarks<T> implements WatermarkStrategy<T> {
  private static final long serialVersionUID = 1L;

  /**
   * Tells whether a record completes a snapshot.
   *
   * @param <T> type of the record
   */
  @FunctionalInterface
  public interface CompletesSnapshot<T> extends Predicate<T>, Serializable {}

  private final CompletesSnapshot<T> completesSnapshot;

  public FirstSnapshotWatermarks(CompletesSnapshot<T> completesSnapshot) {
    this.completesSnapshot = Objects.requireNonNull(completesSnapshot, "completesSnapshot");
  }

  /** For inputs of which every record is a whole snapshot. */
  public static <T> FirstSnapshotWatermarks<T> afterFirstRecord() {
    return new FirstSnapshotWatermarks<>(record -> true);
  }

  @Override
  public WatermarkGenerator<T> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    return new Generator<>(completesSnapshot);
  }

  private static final class Generator<T> implements WatermarkGenerator<T> {
    private final CompletesSnapshot<T> completesSnapshot;

    private Generator(CompletesSnapshot<T> completesSnapshot) {
      this.completesSnapshot = completesSnapshot;
    }

    @Override
    public void onEvent(T record, long timestamp, WatermarkOutput output) {
      if (completesSnapshot.test(record)) {
        output.emitWatermark(Watermark.MAX_WATERMARK);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      // Only a record tells anything.
    }
  }
}
