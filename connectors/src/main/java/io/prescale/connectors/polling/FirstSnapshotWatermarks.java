package io.prescale.connectors.polling;

import java.io.Serializable;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks of a side input (calendar, fleet, model): none until the first snapshot is complete,
 * and idle from then on. So an operator that joins it with metrics lets no event-time timer fire
 * before it knows the snapshot, and is never held back afterwards, however quiet the side input is.
 * It starts anew after a restore; pollers tell their snapshot again then.
 *
 * <p>Idle, and not at the end of time: when the metrics fall idle as well, the side input would be
 * the only one to tell the time, which would leap to the end, and no timer would ever fire again.
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
  private final boolean fromTheStart;

  public FirstSnapshotWatermarks(CompletesSnapshot<T> completesSnapshot) {
    this(completesSnapshot, false);
  }

  private FirstSnapshotWatermarks(CompletesSnapshot<T> completesSnapshot, boolean fromTheStart) {
    this.fromTheStart = fromTheStart;
    this.completesSnapshot = Objects.requireNonNull(completesSnapshot, "completesSnapshot");
  }

  /** For inputs of which every record is a whole snapshot. */
  public static <T> FirstSnapshotWatermarks<T> afterFirstRecord() {
    return new FirstSnapshotWatermarks<>(record -> true);
  }

  /** For an input that never says anything: nobody waits for it. */
  public static <T> FirstSnapshotWatermarks<T> ofNothing() {
    return new FirstSnapshotWatermarks<>(record -> true, true);
  }

  @Override
  public WatermarkGenerator<T> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    return new Generator<>(completesSnapshot, fromTheStart);
  }

  private static final class Generator<T> implements WatermarkGenerator<T> {
    private final CompletesSnapshot<T> completesSnapshot;
    private final boolean fromTheStart;

    private Generator(CompletesSnapshot<T> completesSnapshot, boolean fromTheStart) {
      this.completesSnapshot = completesSnapshot;
      this.fromTheStart = fromTheStart;
    }

    @Override
    public void onEvent(T record, long timestamp, WatermarkOutput output) {
      if (completesSnapshot.test(record)) {
        output.markIdle();
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (fromTheStart) {
        output.markIdle();
      }
    }
  }
}
