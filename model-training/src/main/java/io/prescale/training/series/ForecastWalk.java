package io.prescale.training.series;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.history.HistorySeries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Walks a series forward with a model as the job does: every slot adapts what is remembered of the
 * group, and every complete sequence is forecast.
 */
public final class ForecastWalk {
  /** Takes one slot. */
  public interface Visitor {
    /**
     * @param newest index of the slot that is forecast from
     * @param sequence up to it
     * @param forecast {@code null} where the sequence is not complete, or the network failed
     */
    void visit(int newest, GroupSequence sequence, Forecast forecast);
  }

  private final Forecaster forecaster;
  private final ActualSeries actual;
  private final SequenceWalk sequences;
  private GroupState state;
  private GroupSequence ahead;

  /** Does not close the forecaster. */
  public ForecastWalk(Forecaster forecaster, HistorySeries series, ActualSeries actual) {
    this.forecaster = forecaster;
    this.actual = actual;
    this.sequences = new SequenceWalk(series, actual);
  }

  /** Goes on up to the slot before this index. */
  public void advanceTo(int end, Visitor visitor) {
    List<GroupSequence> batch = new ArrayList<>();
    while (peek() != null && actual.indexOf(ahead.slotStart) < end) {
      batch.add(ahead);
      ahead = null;
      if (batch.size() == Forecaster.MAX_BATCH) {
        forecast(batch, visitor);
      }
    }
    forecast(batch, visitor);
  }

  private GroupSequence peek() {
    if (ahead == null && sequences.hasNext()) {
      ahead = sequences.next();
    }
    return ahead;
  }

  private void forecast(List<GroupSequence> batch, Visitor visitor) {
    if (batch.isEmpty()) {
      return;
    }
    if (state == null) {
      state = forecaster.begin(batch.get(0));
    }
    List<Forecast> forecasts = forecaster.forecast(batch, Collections.nCopies(batch.size(), state));
    for (int index = 0; index < batch.size(); index++) {
      GroupSequence sequence = batch.get(index);
      visitor.visit(actual.indexOf(sequence.slotStart), sequence, forecasts.get(index));
    }
    batch.clear();
  }

  /** What is remembered of the group; {@code null} before the first slot. */
  public GroupState state() {
    return state;
  }
}
