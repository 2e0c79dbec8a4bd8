package io.prescale.forecasting.adaptation;

import io.prescale.domain.time.Slots;

/**
 * How large a group's values are and how far they move: running means over up to {@value #MEMORY}
 * values, that is two weeks. Part of keyed state (Flink POJO).
 */
public class ScaleEstimate {
  /** Values after which old ones begin to fade. */
  public static final int MEMORY = 4032;

  private static final double RELATIVE_DEVIATION_FLOOR = 0.02;
  private static final double RELATIVE_MEAN_FLOOR = 0.001;
  private static final double ABSOLUTE_FLOOR = 1e-6;

  /** Values behind the estimates, up to {@link #MEMORY}. */
  public int count;

  /** Mean of the values. */
  public double mean;

  /** Mean squared distance from the mean. */
  public double variance;

  /** Mean squares of the change over 1 to {@link Slots#HORIZONS} slots. */
  public double[] changeSquares;

  /** Changes behind {@link #changeSquares}, up to {@link #MEMORY}. */
  public int changes;

  /** Lowest value seen. */
  public double lowest = Double.NaN;

  /** Highest value seen. */
  public double highest = Double.NaN;

  public ScaleEstimate() {}

  static ScaleEstimate create() {
    ScaleEstimate estimate = new ScaleEstimate();
    estimate.changeSquares = new double[Slots.HORIZONS];
    return estimate;
  }

  ScaleEstimate copy() {
    ScaleEstimate copy = new ScaleEstimate();
    copy.count = count;
    copy.mean = mean;
    copy.variance = variance;
    copy.changeSquares = changeSquares.clone();
    copy.changes = changes;
    copy.lowest = lowest;
    copy.highest = highest;
    return copy;
  }

  /** Takes the newest value, measured, and the values before it. */
  void observe(double value, SeasonalMemory memory, long slot) {
    count = Math.min(count + 1, MEMORY);
    double distance = value - mean;
    mean += distance / count;
    variance += (distance * (value - mean) - variance) / count;
    lowest = Double.isNaN(lowest) ? value : Math.min(lowest, value);
    highest = Double.isNaN(highest) ? value : Math.max(highest, value);
    if (!Float.isNaN(memory.valueBefore(slot, Slots.HORIZONS))
        && !Float.isNaN(memory.valueBefore(slot, 1))) {
      changes = Math.min(changes + 1, MEMORY);
      for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
        float before = memory.valueBefore(slot, horizon + 1);
        if (!Float.isNaN(before)) {
          double square = (value - before) * (value - before);
          changeSquares[horizon] += (square - changeSquares[horizon]) / changes;
        }
      }
    }
  }

  public double deviation() {
    return Math.sqrt(Math.max(0, variance));
  }

  /** Typical change over some slots; above 0, also for a group that never moves. */
  public double changeScale(int horizon) {
    return Math.max(Math.sqrt(changeSquares[horizon]), floor());
  }

  /** What no scale falls below: a flat stretch must not blow noise up, nor divide by zero. */
  double floor() {
    return Math.max(
        RELATIVE_DEVIATION_FLOOR * deviation(),
        Math.max(RELATIVE_MEAN_FLOOR * Math.abs(mean), ABSOLUTE_FLOOR));
  }
}
