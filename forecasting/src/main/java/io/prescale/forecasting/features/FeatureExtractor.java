package io.prescale.forecasting.features;

import io.prescale.domain.forecast.Expert;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleState;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.adaptation.AutoregressionPrior;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.adaptation.ScaleEstimate;
import io.prescale.forecasting.adaptation.SeasonalMemory;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Turns a sequence and what is remembered of its group into the inputs of the network: the one code
 * path for training and serving. Everything is computed from values up to the newest slot, and from
 * the calendar, which is known ahead. Not safe for use by several threads.
 *
 * <p>Values are taken relative to the newest one and to how far the group usually moves, so that a
 * group at 5 % and one at 80 % look alike.
 */
public final class FeatureExtractor {
  private static final int STEPS = Slots.SEQUENCE_LENGTH;
  private static final int NEWEST = STEPS - 1;
  private static final int ROLLING_STEPS = 12;
  private static final int SPREAD_HORIZON = 2;
  private static final double SEASONAL_SHARE = 0.7;
  private static final double CHANGE_LIMIT = 10;
  private static final double LEVEL_LIMIT = 5;
  private static final double RELATIVE_FLOOR = 0.02;
  private static final double SIGNAL_FLOOR = 1e-3;
  private static final long DAY = TimeUnit.DAYS.toMillis(1);
  private static final long WEEK = 7 * DAY;

  /** The epoch was a Thursday; weeks here start on Monday. */
  private static final long MONDAY_OFFSET = 3 * DAY;

  private final FeatureSchema schema;
  private final AutoregressionPrior prior;
  private final double[] values = new double[STEPS];
  private final double[] plain = new double[Slots.HORIZONS];
  private final double[] seasonal = new double[Slots.HORIZONS];
  private final SlotClock dayClock = new SlotClock(DAY, 0);
  private final SlotClock weekClock = new SlotClock(WEEK, MONDAY_OFFSET);

  /**
   * @param schema the features to compute
   * @param prior what the linear forecasts of a group start from
   */
  public FeatureExtractor(FeatureSchema schema, AutoregressionPrior prior) {
    this.schema = schema;
    this.prior = prior;
  }

  /** The features that it computes. */
  public FeatureSchema schema() {
    return schema;
  }

  /**
   * Appends a sequence to a batch.
   *
   * @param state of the group, which has taken the sequence's newest slot last; its linear
   *     forecasts are made, and remembered in it
   * @throws IllegalArgumentException if the sequence is not complete
   * @throws IllegalStateException if the batch is full
   */
  public void extract(GroupSequence sequence, GroupState state, FeatureBatch batch) {
    int row = takeRow(sequence, state, batch);
    experts(row, state, batch);
    writeSequence(sequence, state, row, batch);
    if (schema.scaling() == ValueScaling.CHANGE) {
      int offset = row * schema.staticSize();
      StaticFeatures.write(
          schema, sequence, state, values[NEWEST], plain, seasonal, batch.staticInputs(), offset);
    }
  }

  /**
   * Appends a sequence to a batch with its sequence features only: the same numbers, to the last
   * bit, as {@link #extract} gives. Static features and experts of the row mean nothing.
   *
   * @param state of the group, which has taken the sequence's newest slot last; not changed
   * @throws IllegalArgumentException if the sequence is not complete
   * @throws IllegalStateException if the batch is full
   */
  public void extractSequence(GroupSequence sequence, GroupState state, FeatureBatch batch) {
    writeSequence(sequence, state, takeRow(sequence, state, batch), batch);
  }

  private int takeRow(GroupSequence sequence, GroupState state, FeatureBatch batch) {
    if (!sequence.isComplete()) {
      throw new IllegalArgumentException(
          "sequence of " + sequence.group + " lacks CPU utilisation at some of its steps");
    }
    double change = 0;
    for (int step = 0; step < STEPS; step++) {
      values[step] = ForecastQuantity.valueAt(sequence, step, state.quantity);
      change += step == 0 ? 0 : Math.abs(values[step] - values[step - 1]);
    }
    return appendRow(state, change / (STEPS - 1), batch);
  }

  private int appendRow(GroupState state, double restlessness, FeatureBatch batch) {
    double lowest = state.scale.lowest;
    double highest = state.scale.highest;
    for (double value : values) {
      lowest = Double.isNaN(lowest) ? value : Math.min(lowest, value);
      highest = Double.isNaN(highest) ? value : Math.max(highest, value);
    }
    double range = Math.max(highest - lowest, state.scale.changeScale(0));
    int row = batch.append(values[NEWEST], restlessness, lowest, lowest + range);
    for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
      batch.setChangeScale(row, horizon, state.scale.changeScale(horizon));
    }
    return row;
  }

  /** What is forecast without the network. */
  private void experts(int row, GroupState state, FeatureBatch batch) {
    state.autoregress(values, prior, plain, seasonal);
    double last = values[NEWEST];
    SeasonalMemory memory = state.seasonal;
    for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
      float usual = memory.usualAhead(state.newestSlot, horizon + 1) - memory.usual;
      double move = Float.isNaN(usual) ? 0 : SEASONAL_SHARE * usual;
      batch.setExpert(row, Expert.NETWORK, horizon, Double.NaN);
      batch.setExpert(row, Expert.PERSISTENCE, horizon, last);
      batch.setExpert(row, Expert.AUTOREGRESSION, horizon, last + plain[horizon]);
      batch.setExpert(row, Expert.SEASONAL_AUTOREGRESSION, horizon, last + seasonal[horizon]);
      batch.setExpert(row, Expert.SEASONAL, horizon, last + move);
    }
  }

  private void writeSequence(
      GroupSequence sequence, GroupState state, int row, FeatureBatch batch) {
    float[] inputs = batch.sequenceInputs();
    int offset = row * schema.sequenceSize();
    Arrays.fill(inputs, offset, offset + schema.sequenceSize(), 0f);
    if (schema.uses(FeatureGroup.VALUES)) {
      if (schema.scaling() == ValueScaling.RANGE) {
        writeLevels(inputs, offset, row, batch);
      } else {
        writeChanges(inputs, offset, state.scale);
      }
      writeFilled(inputs, offset, sequence);
    }
    if (schema.uses(FeatureGroup.SIGNALS)) {
      writeSignal(inputs, offset, SequenceFeature.NETWORK_IN, sequence.networkIn);
      writeSignal(inputs, offset, SequenceFeature.REQUEST_COUNT, sequence.requestCount);
    }
    if (schema.uses(FeatureGroup.CLOCK)) {
      writeTimes(inputs, offset, sequence.slotStart);
    }
    if (schema.uses(FeatureGroup.CALENDAR)) {
      writeEvents(inputs, offset, sequence);
    }
  }

  private void writeLevels(float[] inputs, int offset, int row, FeatureBatch batch) {
    for (int step = 0; step < STEPS; step++) {
      int at = offset + step * SequenceFeature.COUNT + SequenceFeature.CHANGE_TO_LAST.ordinal();
      inputs[at] = (float) batch.output(row, 0, values[step]);
    }
  }

  private void writeChanges(float[] inputs, int offset, ScaleEstimate scale) {
    double last = values[NEWEST];
    double spread = scale.changeScale(SPREAD_HORIZON);
    double deviation = Math.max(scale.deviation(), spread);
    // Running sums over the rolling window, of changes in units of the spread.
    double sum = 0;
    double squares = 0;
    for (int step = 0; step < STEPS; step++) {
      double change = (values[step] - last) / spread;
      sum += change;
      squares += change * change;
      if (step >= ROLLING_STEPS) {
        double left = (values[step - ROLLING_STEPS] - last) / spread;
        sum -= left;
        squares -= left * left;
      }
      int count = Math.min(step + 1, ROLLING_STEPS);
      double rollingMean = sum / count;
      double variance = Math.max(0, squares / count - rollingMean * rollingMean);
      int at = offset + step * SequenceFeature.COUNT;
      inputs[at + SequenceFeature.CHANGE_TO_LAST.ordinal()] = (float) limit(change, CHANGE_LIMIT);
      inputs[at + SequenceFeature.LEVEL.ordinal()] =
          (float) limit((values[step] - scale.mean) / deviation, LEVEL_LIMIT);
      inputs[at + SequenceFeature.ROLLING_MEAN.ordinal()] = (float) signedLog(rollingMean);
      inputs[at + SequenceFeature.ROLLING_DEVIATION.ordinal()] =
          (float) Math.log(1 + Math.sqrt(variance));
    }
  }

  /** The presence of a signal stands right behind the signal. */
  private static void writeSignal(
      float[] inputs, int offset, SequenceFeature feature, double[] signal) {
    double sum = 0;
    int present = 0;
    for (double value : signal) {
      if (Double.isFinite(value)) {
        sum += value;
        present++;
      }
    }
    double mean = present == 0 ? 0 : sum / present;
    double squares = 0;
    for (double value : signal) {
      if (Double.isFinite(value)) {
        squares += (value - mean) * (value - mean);
      }
    }
    double deviation = present == 0 ? 0 : Math.sqrt(squares / present);
    double scale = Math.max(deviation, Math.max(RELATIVE_FLOOR * Math.abs(mean), SIGNAL_FLOOR));
    int at = offset + feature.ordinal();
    for (int step = 0; step < STEPS; step++, at += SequenceFeature.COUNT) {
      boolean known = Double.isFinite(signal[step]);
      inputs[at] = known ? (float) limit((signal[step] - mean) / scale, LEVEL_LIMIT) : 0f;
      inputs[at + 1] = known ? 1f : 0f;
    }
  }

  private void writeTimes(float[] inputs, int offset, long newestSlot) {
    for (int step = 0; step < STEPS; step++) {
      long slot = newestSlot - (NEWEST - step) * Slots.MILLIS;
      int at = offset + step * SequenceFeature.COUNT;
      inputs[at + SequenceFeature.DAY_SINE.ordinal()] = dayClock.sine(slot);
      inputs[at + SequenceFeature.DAY_COSINE.ordinal()] = dayClock.cosine(slot);
      inputs[at + SequenceFeature.WEEK_SINE.ordinal()] = weekClock.sine(slot);
      inputs[at + SequenceFeature.WEEK_COSINE.ordinal()] = weekClock.cosine(slot);
    }
  }

  private static void writeEvents(float[] inputs, int offset, GroupSequence sequence) {
    boolean[] active = sequence.calendar.active;
    for (int step = 0; step < STEPS; step++) {
      int at = offset + step * SequenceFeature.COUNT;
      inputs[at + SequenceFeature.EVENT.ordinal()] = active[step] ? 1f : 0f;
      inputs[at + SequenceFeature.EVENT_AHEAD.ordinal()] = active[step + Slots.HORIZONS] ? 1f : 0f;
    }
  }

  private static void writeFilled(float[] inputs, int offset, GroupSequence sequence) {
    for (int step = 0; step < STEPS; step++) {
      boolean filled = sequence.states[step] == SampleState.FILLED.ordinal();
      inputs[offset + step * SequenceFeature.COUNT + SequenceFeature.FILLED.ordinal()] =
          filled ? 1f : 0f;
    }
  }

  private static double limit(double value, double limit) {
    return Math.max(-limit, Math.min(limit, value));
  }

  private static double signedLog(double value) {
    return Math.signum(value) * Math.log(1 + Math.abs(value));
  }
}
