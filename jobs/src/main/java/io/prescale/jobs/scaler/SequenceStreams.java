package io.prescale.jobs.scaler;

import io.prescale.connectors.calendar.CalendarSnapshot;
import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.metric.DeadLetter;
import io.prescale.domain.metric.GroupMetric;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.sample.GroupSample;
import io.prescale.domain.sample.GroupSequence;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The first part of the graph, which scaler and recorder share: from metric records to sequences
 * and samples.
 *
 * <pre>
 *   metrics -> decode -> bind -> sequence -> sequences, samples
 *                          ^         ^
 *                        fleet   calendar
 * </pre>
 */
public final class SequenceStreams {
  private final SingleOutputStreamOperator<MetricEvent> events;
  private final SingleOutputStreamOperator<GroupSequence> sequences;

  private SequenceStreams(
      SingleOutputStreamOperator<MetricEvent> events,
      SingleOutputStreamOperator<GroupSequence> sequences) {
    this.events = events;
    this.sequences = sequences;
  }

  /**
   * Adds the operators to the environment of the streams.
   *
   * @param metrics records in CloudWatch metric-stream JSON
   * @param fleet the managed groups; see {@link ScalerInputs} for its watermarks
   * @param calendar the business calendar; the same
   */
  public static SequenceStreams of(
      DataStream<byte[]> metrics,
      DataStream<FleetUpdate> fleet,
      DataStream<CalendarSnapshot> calendar,
      ScalerSettings settings) {
    SingleOutputStreamOperator<MetricEvent> events = decode(metrics, settings);
    DataStream<GroupMetric> bound = bind(withMetricTime(events, settings), fleet);
    return new SequenceStreams(events, sequence(bound, calendar, settings));
  }

  /** One for each group and slot; those of a group in order. */
  SingleOutputStreamOperator<GroupSequence> sequences() {
    return sequences;
  }

  /** The sample of each group and slot, and each revision of it. */
  public DataStream<GroupSample> samples() {
    return sequences.getSideOutput(SequenceFunction.SAMPLES);
  }

  /** What could not be read, or came too late to be used. */
  public DataStream<DeadLetter> deadLetters() {
    return events
        .getSideOutput(DecodeFunction.DEAD_LETTERS)
        .union(sequences.getSideOutput(SequenceFunction.TOO_LATE));
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
      DataStream<GroupMetric> metrics,
      DataStream<CalendarSnapshot> calendar,
      ScalerSettings settings) {
    return metrics
        .keyBy(metric -> metric.group, Types.STRING)
        .connect(calendar.broadcast(SequenceFunction.CALENDAR))
        .process(
            new SequenceFunction(settings.stateTimeToLive()),
            TypeInformation.of(GroupSequence.class))
        .uid(Operators.SEQUENCE)
        .name(Operators.SEQUENCE);
  }
}
