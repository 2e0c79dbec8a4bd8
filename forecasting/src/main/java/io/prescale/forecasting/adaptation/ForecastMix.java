package io.prescale.forecasting.adaptation;

import io.prescale.domain.forecast.Expert;
import io.prescale.domain.time.Slots;
import java.util.Arrays;

/**
 * Mixes the experts' forecasts of one group by how well each did lately, horizon by horizon. Part
 * of keyed state (Flink POJO) of about 4 KiB.
 *
 * <p>An error is known only when the slot that was forecast is there. Absolute errors are weighted
 * exponentially with half-lives of 2 hours, 6 hours and 2 days; for each of them an expert weighs
 * (smallest error / its error)^16, and the three weights are averaged. So the best expert leads,
 * the others help where they are close, and one that fails is out within the hour.
 */
public class ForecastMix {
  /** Weight of the newest error for half-lives of 24, 72 and 576 slots. */
  private static final double[] NEWEST_WEIGHTS = {
    1 - Math.pow(0.5, 1.0 / 24), 1 - Math.pow(0.5, 1.0 / 72), 1 - Math.pow(0.5, 1.0 / 576)
  };

  private static final int HORIZONS = Slots.HORIZONS;
  private static final int EXPERTS = Expert.COUNT;
  private static final int POWER = 16;

  /** The experts and, behind them, the mix itself. */
  private static final int TRACKED = EXPERTS + 1;

  private static final int PENDING_SIZE = TRACKED * HORIZONS;

  /** Weighted mean absolute errors: {@code [half-lives, tracked, horizons]}. */
  public float[] errors;

  /** Errors seen by horizon, as long as they are few. */
  public int[] scored;

  /** Forecasts of the last 12 slots: {@code [12, tracked, horizons]}. */
  public float[] pending;

  /** Slots that the pending forecasts were made in, epoch milliseconds; 0 where there is none. */
  public long[] pendingSlots;

  public ForecastMix() {}

  static ForecastMix create() {
    ForecastMix mix = new ForecastMix();
    mix.errors = new float[NEWEST_WEIGHTS.length * TRACKED * HORIZONS];
    mix.scored = new int[HORIZONS];
    mix.pending = new float[HORIZONS * PENDING_SIZE];
    mix.pendingSlots = new long[HORIZONS];
    return mix;
  }

  /** Scores the forecasts that were made for this slot. */
  void realise(long slot, double actual) {
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
      if (hasPending(slot, horizon)) {
        int row = rowOf(slot - (horizon + 1) * Slots.MILLIS) * PENDING_SIZE;
        scored[horizon] = Math.min(scored[horizon] + 1, Integer.MAX_VALUE - 1);
        for (int tracked = 0; tracked < TRACKED; tracked++) {
          double error = Math.abs(actual - pending[row + tracked * HORIZONS + horizon]);
          for (int memory = 0; memory < NEWEST_WEIGHTS.length; memory++) {
            int at = (memory * TRACKED + tracked) * HORIZONS + horizon;
            double newest = Math.max(NEWEST_WEIGHTS[memory], 1.0 / scored[horizon]);
            errors[at] += (float) (newest * (error - errors[at]));
          }
        }
      }
    }
  }

  /** Whether a forecast for the slot, made some steps before it, is kept. */
  boolean hasPending(long slot, int horizon) {
    long origin = slot - (horizon + 1) * Slots.MILLIS;
    return pendingSlots[rowOf(origin)] == origin;
  }

  /** What the mix forecast for the slot; see {@link #hasPending}. */
  double pendingMix(long slot, int horizon) {
    int row = rowOf(slot - (horizon + 1) * Slots.MILLIS);
    return pending[row * PENDING_SIZE + EXPERTS * HORIZONS + horizon];
  }

  /**
   * Mixes.
   *
   * @param last newest value
   * @param forecasts {@code [experts, horizons]}; one that has no say is {@code NaN}
   * @param weights receives {@code [experts, horizons]}; they add up to 1 for each horizon
   * @param mixed receives one value for each horizon
   */
  public void mix(long slot, double last, double[] forecasts, double[] weights, double[] mixed) {
    int row = rowOf(slot) * PENDING_SIZE;
    pendingSlots[rowOf(slot)] = slot;
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
      weigh(horizon, last, forecasts, weights);
      double sum = 0;
      for (int expert = 0; expert < EXPERTS; expert++) {
        int at = expert * HORIZONS + horizon;
        double value = Double.isNaN(forecasts[at]) ? last : forecasts[at];
        pending[row + at] = (float) value;
        sum += weights[at] * value;
      }
      mixed[horizon] = sum;
      pending[row + EXPERTS * HORIZONS + horizon] = (float) sum;
    }
  }

  private void weigh(int horizon, double last, double[] forecasts, double[] weights) {
    for (int expert = 0; expert < EXPERTS; expert++) {
      weights[expert * HORIZONS + horizon] = 0;
    }
    double floor = 1e-9 * (1 + Math.abs(last));
    double[] powers = new double[EXPERTS];
    for (int memory = 0; memory < NEWEST_WEIGHTS.length; memory++) {
      double smallest = Double.POSITIVE_INFINITY;
      for (int expert = 0; expert < EXPERTS; expert++) {
        // Beside one that has no say, all others might come to nothing.
        if (!Double.isNaN(forecasts[expert * HORIZONS + horizon])) {
          smallest = Math.min(smallest, error(memory, expert, horizon));
        }
      }
      double sum = 0;
      for (int expert = 0; expert < EXPERTS; expert++) {
        double ratio = (smallest + floor) / (error(memory, expert, horizon) + floor);
        powers[expert] = Double.isNaN(forecasts[expert * HORIZONS + horizon]) ? 0 : power(ratio);
        sum += powers[expert];
      }
      for (int expert = 0; expert < EXPERTS; expert++) {
        weights[expert * HORIZONS + horizon] += powers[expert] / sum / NEWEST_WEIGHTS.length;
      }
    }
  }

  private static double power(double ratio) {
    double result = ratio;
    for (int power = 1; power < POWER; power *= 2) {
      result *= result;
    }
    return result;
  }

  private float error(int memory, int tracked, int horizon) {
    return errors[(memory * TRACKED + tracked) * HORIZONS + horizon];
  }

  /** Mean absolute error of the mix over about two hours; {@code NaN} before the first. */
  public double[] recentErrors() {
    return recent(EXPERTS);
  }

  /** The same of persistence. */
  public double[] recentPersistenceErrors() {
    return recent(Expert.PERSISTENCE.ordinal());
  }

  private double[] recent(int tracked) {
    double[] recent = new double[HORIZONS];
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
      recent[horizon] = scored[horizon] == 0 ? Double.NaN : error(0, tracked, horizon);
    }
    return recent;
  }

  /** Errors of one expert say nothing about its successor: it starts as good as the best. */
  void forget(Expert expert) {
    for (int memory = 0; memory < NEWEST_WEIGHTS.length; memory++) {
      for (int horizon = 0; horizon < HORIZONS; horizon++) {
        float smallest = error(memory, Expert.PERSISTENCE.ordinal(), horizon);
        for (int other = 0; other < EXPERTS; other++) {
          if (other != expert.ordinal()) {
            smallest = Math.min(smallest, error(memory, other, horizon));
          }
        }
        errors[(memory * TRACKED + expert.ordinal()) * HORIZONS + horizon] = smallest;
      }
    }
    Arrays.fill(pendingSlots, 0);
  }

  private static int rowOf(long slot) {
    return (int) Math.floorMod(slot / Slots.MILLIS, (long) HORIZONS);
  }
}
