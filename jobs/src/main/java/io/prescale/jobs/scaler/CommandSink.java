package io.prescale.jobs.scaler;

import io.prescale.connectors.autoscaling.AutoScalingSink;
import io.prescale.connectors.fleet.AutoScalingConnection;
import io.prescale.domain.fleet.ScalingSettings;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.time.TimeScale;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Carries decisions out: the end of the scaler that changes something. */
public final class CommandSink {
  private CommandSink() {}

  /** Sends the commands among the decisions; those of one group stay in order. */
  public static void add(
      DataStream<ScalingDecision> decisions,
      AutoScalingConnection connection,
      TimeScale timeScale) {
    decisions
        .filter(ScalingDecision::isCommand)
        .uid(Operators.COMMANDS)
        .name(Operators.COMMANDS)
        .sinkTo(
            AutoScalingSink.builder()
                .connection(connection)
                .tagReader(new GroupTagReader(new ScalingSettings()))
                .timeScale(timeScale)
                .build())
        .uid(Operators.AUTO_SCALING)
        .name(Operators.AUTO_SCALING);
  }
}
