package io.prescale.connectors.autoscaling;

import io.prescale.domain.policy.ScalingDecision;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.base.sink.writer.ElementConverter;

/** Takes from a decision what the sink needs of it. */
final class ScalingCommandConverter implements ElementConverter<ScalingDecision, ScalingCommand> {
  private static final long serialVersionUID = 1L;

  @Override
  public ScalingCommand apply(ScalingDecision decision, SinkWriter.Context context) {
    return new ScalingCommand(decision);
  }
}
