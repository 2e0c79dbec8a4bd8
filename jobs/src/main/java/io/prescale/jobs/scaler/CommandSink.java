package io.prescale.jobs.scaler;

import io.prescale.connectors.autoscaling.AutoScalingSink;
import io.prescale.connectors.fleet.AutoScalingConnection;
import io.prescale.connectors.fleet.TagReader;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.time.TimeScale;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Carries decisions out: the end of the scaler that changes something. */
public final class CommandSink {
  private CommandSink() {}

  /**
   * Sends the commands among the decisions; those of one group stay in order.
   *
   * @param tagReader tells whether a group may still be scaled
   * @param timeScale the time that commands expire in
   */
  public static void add(
      DataStream<ScalingDecision> decisions,
      AutoScalingConnection connection,
      TagReader tagReader,
      TimeScale timeScale) {
    decisions
        .filter(ScalingDecision::isCommand)
        .uid(Operators.COMMANDS)
        .name(Operators.COMMANDS)
        .sinkTo(
            AutoScalingSink.builder()
                .connection(connection)
                .tagReader(tagReader)
                .timeScale(timeScale)
                .build())
        .uid(Operators.AUTO_SCALING)
        .name(Operators.AUTO_SCALING);
  }
}
