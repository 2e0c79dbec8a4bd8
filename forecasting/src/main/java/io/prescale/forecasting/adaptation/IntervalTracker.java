package io.prescale.forecasting.adaptation;

import io.prescale.domain.time.Slots;
import java.util.Arrays;

/**
 * The 90 % interval around the forecasts of one group, learned from the residuals of its own
 * forecasts as they come due. Part of keyed state (Flink POJO) of about 1 KiB.
 *
 * <p>A residual is measured in a local scale: the geometric mean of its mean absolute size over the
 * last hours and over the last week, times the fourth root of how restless the group is now beside
 * what it usually is. Its 5 % and 95 % quantiles in that scale are tracked by steps that balance
 * where the share of residuals beyond is as wanted (online quantile regression; see Gibbs and
 * Candes, "Adaptive Conformal Inference Under Distribution Shift", 2021). A fast and a slow tracker
 * are averaged.
 */
public class IntervalTracker {
  private static final int HORIZONS = Slots.HORIZONS;
  private static final double BEYOND = 0.05;
  private static final double[] STEPS = {0.01, 0.04};
  private static final float START = 2.2f;
  private static final double SMALLEST_STEP = 0.2;
  private static final double LOWEST = -1;
  private static final double HIGHEST = 30;
  private static final double FAST = 1 - Math.pow(0.5, 1.0 / 24);
  private static final double SLOW = 1 - Math.pow(0.5, 1.0 / 2016);

  /** Mean absolute residuals over hours and over a week: {@code [2, horizons]}. */
  public float[] sizes;

  /** Residuals seen by horizon. */
  public int[] seen;

  /** Distance of the upper bound in the local scale: {@code [trackers, horizons]}. */
  public float[] above;

  /** The same of the lower bound. */
  public float[] below;

  /** Mean absolute change from one slot to the next over a week. */
  public float usualRestlessness;

  /** Slots behind {@link #usualRestlessness}. */
  public int slots;

  /** Slot of the newest forecast, epoch milliseconds. */
  public long newestSlot = Long.MIN_VALUE;

  /** Local scales of the forecasts of the last 12 slots: {@code [12, horizons]}. */
  public float[] pendingScales;

  public IntervalTracker() {}

  static IntervalTracker create() {
    IntervalTracker tracker = new IntervalTracker();
    tracker.sizes = new float[2 * HORIZONS];
    tracker.seen = new int[HORIZONS];
    tracker.above = new float[STEPS.length * HORIZONS];
    tracker.below = new float[STEPS.length * HORIZONS];
    tracker.pendingScales = new float[HORIZONS * HORIZONS];
    Arrays.fill(tracker.above, START);
    Arrays.fill(tracker.below, START);
    return tracker;
  }

  /** Takes the residual of a forecast that was made {@code horizon + 1} slots before. */
  void realise(long slot, int horizon, double residual) {
    float scale = pendingScales[rowOf(slot - (horizon + 1) * Slots.MILLIS) * HORIZONS + horizon];
    if (scale > 0) {
      double relative = residual / scale;
      for (int tracker = 0; tracker < STEPS.length; tracker++) {
        int at = tracker * HORIZONS + horizon;
        above[at] = moved(above[at], relative, STEPS[tracker]);
        below[at] = moved(below[at], -relative, STEPS[tracker]);
      }
    }
    seen[horizon] = Math.min(seen[horizon] + 1, Integer.MAX_VALUE - 1);
    double size = Math.abs(residual);
    sizes[horizon] += (float) (Math.max(FAST, 1.0 / seen[horizon]) * (size - sizes[horizon]));
    int slow = HORIZONS + horizon;
    sizes[slow] += (float) (Math.max(SLOW, 1.0 / seen[horizon]) * (size - sizes[slow]));
  }

  private static float moved(float bound, double relative, double step) {
    double direction = relative > bound ? 1 - BEYOND : -BEYOND;
    double next = bound + step * Math.max(bound, SMALLEST_STEP) * direction;
    return (float) Math.max(LOWEST, Math.min(HIGHEST, next));
  }

  /** The mean absolute residual that goes with an interval of this width. */
  public double sizeOf(double width) {
    return width / (2 * START);
  }

  /**
   * Bounds around the mix.
   *
   * @param restlessness mean absolute change from one slot to the next over the sequence
   * @param expected sizes of residuals before any was seen, one for each horizon
   * @param lower receives the distances below, not negative
   * @param upper receives the distances above, not negative
   */
  public void bounds(
      long slot, double restlessness, double[] expected, double[] lower, double[] upper) {
    if (slot != newestSlot) {
      newestSlot = slot;
      slots = Math.min(slots + 1, Integer.MAX_VALUE - 1);
      usualRestlessness +=
          (float) (Math.max(SLOW, 1.0 / slots) * (restlessness - usualRestlessness));
    }
    double ratio = (restlessness + 0.05 * usualRestlessness) / (1.05 * usualRestlessness);
    double unrest = usualRestlessness > 0 ? Math.max(0.1, Math.min(10, ratio)) : 1;
    int row = rowOf(slot) * HORIZONS;
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
      double fast = seen[horizon] == 0 ? expected[horizon] : sizes[horizon];
      double slow = seen[horizon] == 0 ? expected[horizon] : sizes[HORIZONS + horizon];
      double scale =
          Math.max(
              Math.sqrt(fast * slow) * Math.sqrt(Math.sqrt(unrest)),
              0.05 * slow + 1e-6 * expected[horizon]);
      pendingScales[row + horizon] = (float) scale;
      upper[horizon] = scale * Math.max(0, mean(above, horizon));
      lower[horizon] = scale * Math.max(0, mean(below, horizon));
    }
  }

  private static double mean(float[] bounds, int horizon) {
    double sum = 0;
    for (int tracker = 0; tracker < STEPS.length; tracker++) {
      sum += bounds[tracker * HORIZONS + horizon];
    }
    return sum / STEPS.length;
  }

  private static int rowOf(long slot) {
    return (int) Math.floorMod(slot / Slots.MILLIS, (long) HORIZONS);
  }
}
