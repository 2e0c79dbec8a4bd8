package io.prescale.jobs.scaler;

import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.forecast.ForecastedSequence;
import io.prescale.domain.metric.GroupMetric;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.sample.GroupSequence;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

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
    SingleOutputStreamOperator<MetricEvent> events = decode(inputs.metrics(), settings);
    DataStream<GroupMetric> metrics = bind(withMetricTime(events, settings), inputs.fleet());
    SingleOutputStreamOperator<GroupSequence> sequences = sequence(metrics, inputs, settings);
    KeyedStream<ForecastedSequence, String> forecasts =
        ForecastStream.of(sequences, inputs.models(), settings.stateTimeToLive());
    DataStream<ScalingDecision> decisions = decide(forecasts, inputs.fleet(), settings);
    return new ScalerOutputs(
        decisions,
        events
            .getSideOutput(DecodeFunction.DEAD_LETTERS)
            .union(sequences.getSideOutput(SequenceFunction.TOO_LATE)));
  }

  private static SingleOutputStreamOperator<MetricEvent> decode(
      DataStream<byte[]> records, ScalerSettings settings) {
    return records
        .process(new DecodeFunction(settings.format(), settings.futureSkew(), settings.timeScale()))
        .returns(TypeInformation.of(MetricEvent.class))
        .uid(Operators.DECODE)
        .name(Operators.DECODE);
  }

  private static DataStream<MetricEvent> withMetricTime(
      DataStream<MetricEvent> events, ScalerSettings settings) {
    WatermarkStrategy<MetricEvent> strategy =
        WatermarkStrategy.<MetricEvent>forBoundedOutOfOrderness(settings.maxOutOfOrderness())
            .withTimestampAssigner((event, previous) -> event.timestamp);
    if (!settings.idleness().isZero()) {
      strategy = strategy.withIdleness(settings.idleness());
    }
    return events
        .assignTimestampsAndWatermarks(strategy)
        .uid(Operators.METRIC_TIME)
        .name(Operators.METRIC_TIME);
  }

  private static DataStream<GroupMetric> bind(
      DataStream<MetricEvent> events, DataStream<FleetUpdate> fleet) {
    DataStream<FleetBinding> bindings =
        fleet
            .<FleetBinding>flatMap((update, out) -> FleetBinding.of(update).forEach(out::collect))
            .returns(TypeInformation.of(FleetBinding.class))
            .uid(Operators.BINDINGS)
            .name(Operators.BINDINGS)
            // The end of a group's old binding must stay before its new one.
            .setParallelism(1);
    return events
        .keyBy(event -> event.resource, Types.STRING)
        .connect(bindings.keyBy(binding -> binding.resource, Types.STRING))
        .process(new BindFunction(), TypeInformation.of(GroupMetric.class))
        .uid(Operators.BIND)
        .name(Operators.BIND);
  }

  private static SingleOutputStreamOperator<GroupSequence> sequence(
      DataStream<GroupMetric> metrics, ScalerInputs inputs, ScalerSettings settings) {
    return metrics
        .keyBy(metric -> metric.group, Types.STRING)
        .connect(inputs.calendar().broadcast(SequenceFunction.CALENDAR))
        .process(
            new SequenceFunction(settings.stateTimeToLive()),
            TypeInformation.of(GroupSequence.class))
        .uid(Operators.SEQUENCE)
        .name(Operators.SEQUENCE);
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
