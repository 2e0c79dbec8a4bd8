package io.prescale.jobs.scaler;

import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.forecast.ForecastedSequence;
import io.prescale.domain.policy.ScalingDecision;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;

/**
 * The scaler's graph: from metric records to decisions.
 *
 * <pre>
 *   metrics -> decode -> bind -> sequence -> forecast -> decide -> decisions
 *                          ^         ^           ^          ^
 *                        fleet   calendar      models     fleet
 * </pre>
 */
public final class ScalerTopology {
  private ScalerTopology() {}

  /** Adds the graph to the environment of the inputs. */
  public static ScalerOutputs build(ScalerInputs inputs, ScalerSettings settings) {
    SequenceStreams streams =
        SequenceStreams.of(inputs.metrics(), inputs.fleet(), inputs.calendar(), settings);
    KeyedStream<ForecastedSequence, String> forecasts =
        ForecastStream.of(streams.sequences(), inputs.models(), settings.stateTimeToLive());
    DataStream<ScalingDecision> decisions = decide(forecasts, inputs.fleet(), settings);
    return new ScalerOutputs(decisions, streams.samples(), streams.deadLetters());
  }

  private static DataStream<ScalingDecision> decide(
      KeyedStream<ForecastedSequence, String> forecasts,
      DataStream<FleetUpdate> fleet,
      ScalerSettings settings) {
    return forecasts
        .connect(
            fleet
                .filter(update -> update.kind != FleetUpdate.Kind.SNAPSHOT_COMPLETE)
                .uid(Operators.FLEET_CHANGES)
                .name(Operators.FLEET_CHANGES)
                .setParallelism(1)
                .keyBy(update -> update.name, Types.STRING))
        .process(
            new DecideFunction(
                settings.staleAfter(), settings.stateTimeToLive(), settings.timeScale()),
            TypeInformation.of(ScalingDecision.class))
        .uid(Operators.DECIDE)
        .name(Operators.DECIDE);
  }
}
