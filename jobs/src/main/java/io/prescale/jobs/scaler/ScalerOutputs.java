package io.prescale.jobs.scaler;

import io.prescale.domain.metric.DeadLetter;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.sample.GroupSample;
import org.apache.flink.streaming.api.datastream.DataStream;

/** What the scaler produces. */
public final class ScalerOutputs {
  private final DataStream<ScalingDecision> decisions;
  private final DataStream<GroupSample> samples;
  private final DataStream<DeadLetter> deadLetters;

  ScalerOutputs(
      DataStream<ScalingDecision> decisions,
      DataStream<GroupSample> samples,
      DataStream<DeadLetter> deadLetters) {
    this.decisions = decisions;
    this.samples = samples;
    this.deadLetters = deadLetters;
  }

  /** One decision for each group and slot, holds included; those of one group in order. */
  public DataStream<ScalingDecision> decisions() {
    return decisions;
  }

  /** The sample of each group and slot, and each revision of it. */
  public DataStream<GroupSample> samples() {
    return samples;
  }

  /** What could not be read, or came too late to be used. */
  public DataStream<DeadLetter> deadLetters() {
    return deadLetters;
  }
}
