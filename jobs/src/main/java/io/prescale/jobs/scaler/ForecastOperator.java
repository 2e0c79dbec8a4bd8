package io.prescale.jobs.scaler;

import io.prescale.connectors.model.ModelPointer;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence;
import io.prescale.domain.forecast.ForecastedSequence.Unavailable;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.network.PyTorchEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Scores sequences with the model in force, all groups of the subtask that share a watermark
 * together, and keeps what is remembered of each group.
 *
 * <p>The first input holds the sequences, keyed by group, the second, broadcast one the model to
 * use. The model stream carries no watermark before its first element, so the first sequences wait
 * for the first model. What waits is scored before a checkpoint barrier passes; so the only state
 * is that of the groups. A native operator rather than a function, because functions see neither
 * watermarks nor barriers.
 */
public final class ForecastOperator extends AbstractStreamOperator<ForecastedSequence>
    implements TwoInputStreamOperator<GroupSequence, ModelPointer, ForecastedSequence> {
  private static final long serialVersionUID = 1L;

  /** Most sequences that wait for a watermark; then they are scored, so that memory is bounded. */
  static final int MAX_WAITING = 2048;

  private final Duration stateTimeToLive;

  private transient List<StreamRecord<GroupSequence>> waiting;
  private transient ValueState<GroupState> states;
  private transient ModelInForce model;
  private transient ForecastCounters counters;

  /**
   * @param stateTimeToLive how long the state of a group that reports nothing is kept
   */
  public ForecastOperator(Duration stateTimeToLive) {
    this.stateTimeToLive = stateTimeToLive;
  }

  @Override
  public void open() throws Exception {
    super.open();
    MetricGroup metrics = ScalerMetrics.group(getMetricGroup());
    waiting = new ArrayList<>();
    ValueStateDescriptor<GroupState> descriptor =
        new ValueStateDescriptor<>("group", TypeInformation.of(GroupState.class));
    descriptor.enableTimeToLive(StateRetention.of(stateTimeToLive));
    states = getRuntimeContext().getState(descriptor);
    counters = new ForecastCounters(metrics);
    model = new ModelInForce(metrics, getContainingTask().getUserCodeClassLoader());
    releaseEngineWithClassLoader();
  }

  /**
   * Only where the job has a class loader of its own: one that is Flink's too serves other jobs.
   */
  private void releaseEngineWithClassLoader() {
    ClassLoader own = ForecastOperator.class.getClassLoader();
    if (own != AbstractStreamOperator.class.getClassLoader()) {
      getRuntimeContext()
          .registerUserCodeClassLoaderReleaseHookIfAbsent(
              "prescale-engine", PyTorchEngine::release);
    }
  }

  @Override
  public void processElement1(StreamRecord<GroupSequence> element) throws Exception {
    // A copy: the stream record is reused by the runtime.
    waiting.add(element.copy(element.getValue()));
    if (waiting.size() >= MAX_WAITING && model.isInForce()) {
      scoreWaiting();
    }
  }

  @Override
  public void processElement2(StreamRecord<ModelPointer> element) {
    model.change(element.getValue());
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    scoreWaiting();
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    scoreWaiting();
  }

  @Override
  public void close() throws Exception {
    if (model != null) {
      model.close();
    }
    super.close();
  }

  private void scoreWaiting() throws IOException {
    if (waiting.isEmpty()) {
      return;
    }
    model.swapIfLoaded();
    // In parts: the states of all groups that may wait need not be in memory at once.
    for (int from = 0; from < waiting.size(); from += Forecaster.MAX_BATCH) {
      score(waiting.subList(from, Math.min(from + Forecaster.MAX_BATCH, waiting.size())));
    }
    waiting.clear();
  }

  private void score(List<StreamRecord<GroupSequence>> records) throws IOException {
    List<Forecast> forecasts =
        model.isInForce() ? forecast(records) : Collections.nCopies(records.size(), null);
    for (int index = 0; index < records.size(); index++) {
      StreamRecord<GroupSequence> record = records.get(index);
      ForecastedSequence result = result(record.getValue(), forecasts.get(index));
      counters.count(result.unavailable);
      output.collect(record.replace(result, record.getTimestamp()));
    }
  }

  /** Every sequence adapts its group's state, also one that is not complete. */
  private List<Forecast> forecast(List<StreamRecord<GroupSequence>> records) throws IOException {
    List<GroupSequence> sequences = new ArrayList<>(records.size());
    List<GroupState> ofSequences = new ArrayList<>(records.size());
    Map<String, GroupState> ofGroups = new LinkedHashMap<>();
    for (StreamRecord<GroupSequence> record : records) {
      GroupSequence sequence = record.getValue();
      GroupState state = ofGroups.get(sequence.group);
      if (state == null) {
        setCurrentKey(sequence.group);
        state = states.value();
        if (state == null) {
          state = model.begin(sequence);
        }
        ofGroups.put(sequence.group, state);
      }
      sequences.add(sequence);
      ofSequences.add(state);
    }
    List<Forecast> forecasts = model.forecast(sequences, ofSequences, counters);
    for (Map.Entry<String, GroupState> group : ofGroups.entrySet()) {
      setCurrentKey(group.getKey());
      states.update(group.getValue());
    }
    return forecasts;
  }

  private ForecastedSequence result(GroupSequence sequence, Forecast forecast) {
    if (!sequence.isComplete()) {
      return ForecastedSequence.without(sequence, Unavailable.SEQUENCE_INCOMPLETE);
    }
    if (!model.isInForce()) {
      return ForecastedSequence.without(sequence, Unavailable.NO_MODEL);
    }
    if (forecast == null) {
      return ForecastedSequence.without(sequence, Unavailable.MODEL_FAILED);
    }
    return ForecastedSequence.of(sequence, forecast);
  }
}
