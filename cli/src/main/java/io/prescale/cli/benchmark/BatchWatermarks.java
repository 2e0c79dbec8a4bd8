package io.prescale.cli.benchmark;

import io.prescale.domain.sample.GroupSequence;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** A watermark after the last sequence of each slot, so that every batch holds one slot. */
final class BatchWatermarks implements WatermarkGenerator<GroupSequence> {
  private long slot = Long.MIN_VALUE;

  @Override
  public void onEvent(GroupSequence sequence, long timestamp, WatermarkOutput output) {
    if (timestamp > slot) {
      output.emitWatermark(new Watermark(timestamp - 1));
      slot = timestamp;
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    // Only the slots tell.
  }
}
