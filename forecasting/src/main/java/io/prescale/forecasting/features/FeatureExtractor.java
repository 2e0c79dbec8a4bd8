package io.prescale.forecasting.features;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleState;
import io.prescale.domain.time.Slots;
import java.util.concurrent.TimeUnit;

/**
 * Turns a sequence into the inputs of the network: the one code path for training and serving.
 * Everything is computed from the sequence itself, that is from values up to its newest slot, and
 * from the calendar, which is known ahead. Allocates nothing per sequence; not safe for use by
 * several threads.
 *
 * <p>Values are taken relative to the newest one and to the sequence's own spread, so that a group
 * at 5 % and one at 80 % look alike. The spread is the standard deviation over the sequence, but at
 * least the root mean square of the one-step changes, 2 % of the mean, and 0.1 in the quantity's
 * unit: a flat sequence must not blow noise up, nor divide by zero.
 */
public final class FeatureExtractor {
  private static final int STEPS = Slots.SEQUENCE_LENGTH;
  private static final int NEWEST = STEPS - 1;
  private static final int ROLLING_STEPS = 12;
  private static final double CHANGE_LIMIT = 10;
  private static final double LEVEL_LIMIT = 5;
  private static final double RELATIVE_FLOOR = 0.02;
  private static final double ABSOLUTE_FLOOR = 0.1;
  private static final double SIGNAL_FLOOR = 1e-3;
  private static final long DAY = TimeUnit.DAYS.toMillis(1);
  private static final long WEEK = 7 * DAY;

  /** The epoch was a Thursday; weeks here start on Monday. */
  private static final long MONDAY_OFFSET = 3 * DAY;

  private final FeatureSchema schema = FeatureSchema.current();
  private final double[] values = new double[STEPS];
  private final SlotClock dayClock = new SlotClock(DAY, 0);
  private final SlotClock weekClock = new SlotClock(WEEK, MONDAY_OFFSET);

  /** The features that it computes. */
  public FeatureSchema schema() {
    return schema;
  }

  /**
   * Appends a sequence to a batch.
   *
   * @throws IllegalArgumentException if the sequence is not complete
   * @throws IllegalStateException if the batch is full
   */
  public void extract(GroupSequence sequence, FeatureBatch batch) {
    if (!sequence.isComplete()) {
      throw new IllegalArgumentException(
          "sequence of " + sequence.group + " lacks CPU utilisation at some of its steps");
    }
    Forecast.Quantity quantity = ForecastQuantity.of(sequence);
    for (int step = 0; step < STEPS; step++) {
      values[step] = ForecastQuantity.valueAt(sequence, step, quantity);
    }
    double mean = mean(values);
    double deviation = deviation(values, mean);
    double spread = spread(mean, deviation);
    int offset = batch.append(quantity, values[NEWEST], spread);
    float[] inputs = batch.sequenceInputs();
    writeValues(inputs, offset, mean, Math.max(deviation, floor(mean)), spread);
    writeSignal(inputs, offset, SequenceFeature.NETWORK_IN, sequence.networkIn);
    writeSignal(inputs, offset, SequenceFeature.REQUEST_COUNT, sequence.requestCount);
    writeTimes(inputs, offset, sequence.slotStart);
    writeMarks(inputs, offset, sequence);
  }

  private double spread(double mean, double deviation) {
    double squares = 0;
    for (int step = 1; step < STEPS; step++) {
      double change = values[step] - values[step - 1];
      squares += change * change;
    }
    double changes = Math.sqrt(squares / (STEPS - 1));
    return Math.max(Math.max(deviation, changes), floor(mean));
  }

  private static double floor(double mean) {
    return Math.max(RELATIVE_FLOOR * Math.abs(mean), ABSOLUTE_FLOOR);
  }

  private void writeValues(
      float[] inputs, int offset, double mean, double deviation, double spread) {
    double last = values[NEWEST];
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
          (float) limit((values[step] - mean) / deviation, LEVEL_LIMIT);
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

  private static void writeMarks(float[] inputs, int offset, GroupSequence sequence) {
    boolean[] active = sequence.calendar.active;
    for (int step = 0; step < STEPS; step++) {
      int at = offset + step * SequenceFeature.COUNT;
      boolean filled = sequence.states[step] == SampleState.FILLED.ordinal();
      inputs[at + SequenceFeature.EVENT.ordinal()] = active[step] ? 1f : 0f;
      inputs[at + SequenceFeature.EVENT_AHEAD.ordinal()] = active[step + Slots.HORIZONS] ? 1f : 0f;
      inputs[at + SequenceFeature.FILLED.ordinal()] = filled ? 1f : 0f;
    }
  }

  private static double mean(double[] array) {
    double sum = 0;
    for (double value : array) {
      sum += value;
    }
    return sum / array.length;
  }

  private static double deviation(double[] array, double mean) {
    double squares = 0;
    for (double value : array) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / array.length);
  }

  private static double limit(double value, double limit) {
    return Math.max(-limit, Math.min(limit, value));
  }

  private static double signedLog(double value) {
    return Math.signum(value) * Math.log(1 + Math.abs(value));
  }
}
