package io.prescale.jobs.scaler;

import io.prescale.connectors.model.ModelPointer;
import io.prescale.domain.forecast.ForecastedSequence;
import io.prescale.domain.sample.GroupSequence;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;

/** Puts the {@link ForecastOperator} into a graph. */
public final class ForecastStream {
  private ForecastStream() {}

  /**
   * Forecasts sequences.
   *
   * @param sequences partitioned by group as {@code keyBy} does, each group's in the order of time
   * @param models the model to use
   * @param stateTimeToLive how long the state of a group that reports nothing is kept
   * @return keyed by group, in the subtasks of the sequences: no shuffle before or after it
   */
  public static KeyedStream<ForecastedSequence, String> of(
      DataStream<GroupSequence> sequences,
      DataStream<ModelPointer> models,
      Duration stateTimeToLive) {
    StreamExecutionEnvironment environment = sequences.getExecutionEnvironment();
    KeyedStream<GroupSequence, String> keyed =
        DataStreamUtils.reinterpretAsKeyedStream(
            sequences, sequence -> sequence.group, Types.STRING);
    // Connected streams are either both keyed or neither is, unless for a broadcast function,
    // which sees no watermarks. So the transformation is put together here.
    TwoInputTransformation<GroupSequence, ModelPointer, ForecastedSequence> transformation =
        new TwoInputTransformation<>(
            keyed.getTransformation(),
            models.broadcast().getTransformation(),
            Operators.FORECAST,
            SimpleOperatorFactory.of(new ForecastOperator(stateTimeToLive)),
            TypeInformation.of(ForecastedSequence.class),
            environment.getParallelism(),
            false);
    transformation.setStateKeySelectors(keyed.getKeySelector(), null);
    transformation.setStateKeyType(keyed.getKeyType());
    transformation.setUid(Operators.FORECAST);
    environment.addOperator(transformation);
    return DataStreamUtils.reinterpretAsKeyedStream(
        new DataStream<>(environment, transformation),
        forecast -> forecast.sequence.group,
        Types.STRING);
  }
}
