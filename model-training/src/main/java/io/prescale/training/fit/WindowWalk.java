package io.prescale.training.fit;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleState;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.adaptation.Autoregression;
import io.prescale.forecasting.adaptation.AutoregressionPrior;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.adaptation.SeasonalMemory;
import io.prescale.forecasting.features.FeatureBatch;
import io.prescale.forecasting.features.FeatureExtractor;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.features.ForecastQuantity;
import io.prescale.forecasting.features.ValueScaling;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.series.ActualSeries;
import io.prescale.training.series.SequenceWalk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Walks a series forward with the state that the job would have, and keeps windows of it. */
final class WindowWalk {
  /** One burst after a flat stretch would outweigh everything else. */
  private static final double TARGET_LIMIT = 10;

  /** Share of a series, at most a day, over which its scales settle: too early to learn from. */
  private static final int WARM_UP_SHARE = 10;

  private final FeatureSchema schema;
  private final AutoregressionPrior prior;
  private final SplitFractions fractions;
  private final int stride;
  private final FeatureExtractor extractor;
  private final FeatureBatch batch;

  /**
   * @param stride every how many training windows one is kept
   */
  WindowWalk(
      FeatureSchema schema, AutoregressionPrior prior, SplitFractions fractions, int stride) {
    this.schema = schema;
    this.prior = prior;
    this.fractions = fractions;
    this.stride = stride;
    this.extractor = new FeatureExtractor(schema, prior);
    this.batch = new FeatureBatch(schema, 1);
  }

  SeriesWindows windows(HistorySeries series, ActualSeries actual) {
    List<Window> training = new ArrayList<>();
    List<Window> validation = new ArrayList<>();
    int warmUp = Math.min(SeasonalMemory.SLOTS_OF_DAY, actual.length() / WARM_UP_SHARE);
    walk(
        series,
        actual,
        fractions.testStart(actual.length()),
        newest -> {
          SplitFractions.Part part = fractions.partOf(newest, actual.length());
          if (part == SplitFractions.Part.TRAINING && newest >= warmUp && newest % stride == 0) {
            add(actual, newest, training);
          } else if (part == SplitFractions.Part.VALIDATION) {
            add(actual, newest, validation);
          }
        });
    return new SeriesWindows(series.group(), training, validation);
  }

  /** The linear forecasts as the training part leaves them; empty if there was no sequence. */
  Optional<Autoregression> autoregression(HistorySeries series, ActualSeries actual) {
    int end = fractions.validationStart(actual.length());
    return Optional.ofNullable(walk(series, actual, end, newest -> {}).autoregression);
  }

  /** Takes the index of the newest slot of a complete sequence whose features are in the batch. */
  private interface Visitor {
    void visit(int newest);
  }

  private GroupState walk(HistorySeries series, ActualSeries actual, int end, Visitor visitor) {
    Forecast.Quantity quantity = actual.quantity();
    GroupState state = GroupState.create(quantity);
    SequenceWalk sequences = new SequenceWalk(series, actual);
    while (sequences.hasNext()) {
      GroupSequence sequence = sequences.next();
      int newest = actual.indexOf(sequence.slotStart);
      if (newest >= end) {
        break;
      }
      state.observe(sequence.slotStart, actual.values()[newest], prior);
      boolean measured = sequence.newestState() == SampleState.OBSERVED;
      if (sequence.isComplete() && ForecastQuantity.of(sequence) == quantity) {
        batch.clear();
        extractor.extract(sequence, state, batch);
        if (measured) {
          visitor.visit(newest);
        }
      }
    }
    return state;
  }

  private void add(ActualSeries actual, int newest, List<Window> windows) {
    float[] targets = new float[Slots.HORIZONS];
    float[] persistence = new float[Slots.HORIZONS];
    boolean any = false;
    for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
      int slot = newest + horizon + 1;
      targets[horizon] =
          actual.isMeasured(slot) ? target(horizon, actual.values()[slot]) : Float.NaN;
      persistence[horizon] = (float) batch.output(0, horizon, batch.last(0));
      any |= !Float.isNaN(targets[horizon]);
    }
    if (any) {
      windows.add(
          new Window(
              Arrays.copyOf(batch.sequenceInputs(), schema.sequenceSize()),
              Arrays.copyOf(batch.staticInputs(), schema.staticSize()),
              targets,
              persistence));
    }
  }

  private float target(int horizon, double value) {
    double output = batch.output(0, horizon, value);
    return schema.scaling() == ValueScaling.CHANGE
        ? (float) Math.max(-TARGET_LIMIT, Math.min(TARGET_LIMIT, output))
        : (float) output;
  }
}
