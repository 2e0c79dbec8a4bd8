package io.prescale.jobs.scaler;

import io.prescale.connectors.model.ModelPointer;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence;
import io.prescale.domain.forecast.ForecastedSequence.Unavailable;
import io.prescale.domain.sample.GroupSequence;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Scores sequences with the model in force, all groups of the subtask that share a watermark in one
 * batch.
 *
 * <p>The first input holds the sequences, the second, broadcast one the model to use. The model
 * stream carries no watermark before its first element, so the first sequences wait for the first
 * model. What waits is scored before a checkpoint barrier passes; so the operator has no state. A
 * native operator rather than a function, because functions see neither watermarks nor barriers.
 */
public final class ForecastOperator extends AbstractStreamOperator<ForecastedSequence>
    implements TwoInputStreamOperator<GroupSequence, ModelPointer, ForecastedSequence> {
  private static final long serialVersionUID = 1L;

  /** Most sequences that wait for a watermark; then they are scored, so that memory is bounded. */
  static final int MAX_WAITING = 2048;

  private transient List<StreamRecord<GroupSequence>> waiting;
  private transient List<GroupSequence> complete;
  private transient ModelInForce model;
  private transient ForecastCounters counters;

  @Override
  public void open() throws Exception {
    super.open();
    MetricGroup metrics = ScalerMetrics.group(getMetricGroup());
    waiting = new ArrayList<>();
    complete = new ArrayList<>();
    counters = new ForecastCounters(metrics);
    model = new ModelInForce(metrics, getContainingTask().getUserCodeClassLoader());
  }

  @Override
  public void processElement1(StreamRecord<GroupSequence> element) {
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
  public void prepareSnapshotPreBarrier(long checkpointId) {
    scoreWaiting();
  }

  @Override
  public void close() throws Exception {
    if (model != null) {
      model.close();
    }
    super.close();
  }

  private void scoreWaiting() {
    if (waiting.isEmpty()) {
      return;
    }
    model.swapIfLoaded();
    complete.clear();
    for (StreamRecord<GroupSequence> record : waiting) {
      if (record.getValue().isComplete()) {
        complete.add(record.getValue());
      }
    }
    List<Forecast> forecasts = model.forecast(complete, counters);
    int next = 0;
    for (StreamRecord<GroupSequence> record : waiting) {
      GroupSequence sequence = record.getValue();
      Forecast forecast = sequence.isComplete() ? forecasts.get(next++) : null;
      ForecastedSequence result = result(sequence, forecast);
      counters.count(result.unavailable);
      output.collect(record.replace(result, record.getTimestamp()));
    }
    waiting.clear();
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
