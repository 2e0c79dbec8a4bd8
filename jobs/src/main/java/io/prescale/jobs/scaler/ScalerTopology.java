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
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
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
    DataStream<ForecastedSequence> forecasts = forecast(sequences, inputs);
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
        .process(new DecodeFunction(settings.futureSkew(), settings.timeScale()))
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

  private static DataStream<ForecastedSequence> forecast(
      DataStream<GroupSequence> sequences, ScalerInputs inputs) {
    return sequences
        .connect(inputs.models().broadcast())
        .transform(
            Operators.FORECAST,
            TypeInformation.of(ForecastedSequence.class),
            new ForecastOperator())
        .uid(Operators.FORECAST);
  }

  private static DataStream<ScalingDecision> decide(
      DataStream<ForecastedSequence> forecasts,
      DataStream<FleetUpdate> fleet,
      ScalerSettings settings) {
    // The forecast passes each group's sequences on in the subtask that they came in, so they are
    // still partitioned by group: no second shuffle.
    return DataStreamUtils.reinterpretAsKeyedStream(
            forecasts, forecast -> forecast.sequence.group, Types.STRING)
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
