package io.prescale.forecasting.adaptation;

import io.prescale.domain.time.Slots;

/**
 * Two linear forecasts of one group, fitted as its values come: one from the last 24 values, one
 * also from what the group did a day ago and usually does at this time of the day. Part of keyed
 * state (Flink POJO) of about 14 KiB. For each horizon h
 *
 * <pre>(x[t+h] - x[t]) / unit = sum of coefficient[h][i] * regressor[i]
 * regressors: (x[t-k] - x[t]) / unit for k = 1..23, (x[t] - mean) / unit, 1,
 *             (yesterday[t+j] - x[t]) / unit, (usual[t+j] - x[t]) / unit for j = 0,1,2,3,6,9,12
 * </pre>
 *
 * <p>Weighted least squares on all that was seen, old samples fading with a half-life of 28 days,
 * drawn (ridge regression) towards the coefficients of all groups together as if those had been
 * seen in {@value #PRIOR_WEIGHT} samples: a new group is forecast like the others at first and like
 * itself later. A sample weighs less where the forecast was far off (one step of iteratively
 * reweighted least squares towards absolute errors) and where the group was more restless than it
 * usually is, so that bursts do not lead the fit. The first {@value #PLAIN_REGRESSORS} regressors
 * are those of the plain forecast, so both share one matrix.
 *
 * <p>What was forecast from a slot is learned from when the last of its twelve targets is there.
 */
public class Autoregression {
  /** Regressors of the forecast from the last 24 values. */
  static final int PLAIN_REGRESSORS = 25;

  /** Regressors of the seasonal forecast. */
  static final int REGRESSORS = 39;

  /** Position of the constant. */
  static final int CONSTANT = 24;

  static final int COEFFICIENTS = Slots.HORIZONS * REGRESSORS;

  private static final int LEVEL = 23;
  private static final int HORIZONS = Slots.HORIZONS;
  private static final int TRIANGLE = REGRESSORS * (REGRESSORS + 1) / 2;
  private static final int[] SEASONAL_STEPS = {0, 1, 2, 3, 6, 9, 12};
  private static final int SLOTS_OF_DAY = SeasonalMemory.SLOTS_OF_DAY;

  private static final int SOLVE_EVERY = 12;
  private static final double PRIOR_WEIGHT = 72;
  private static final double FADING = Math.pow(0.5, 1.0 / (28 * SLOTS_OF_DAY));
  private static final double ERROR_FADING = Math.pow(0.5, 1.0 / 576);
  private static final double SMALLEST_ERROR = 0.1;
  private static final double SMALLEST = 1e-9;

  /** Remembered with each forecast: its regressors, its changes, how restless the group was. */
  private static final int PENDING_SIZE = REGRESSORS + HORIZONS + 1;

  private static final int PENDING_ROWS = HORIZONS + 1;

  /** What changes are measured in. */
  public double unit;

  /** Sums of weight x regressor x regressor, lower triangle row by row. */
  public double[] products;

  /** Sums of weight x regressor x target: {@code [horizons, regressors]}. */
  public double[] targets;

  /** Sum of the weights. */
  public double weight;

  /** Samples since the coefficients were computed. */
  public int unsolved;

  /** {@code [horizons, 25]}. */
  public float[] plainCoefficients;

  /** {@code [horizons, 39]}. */
  public float[] seasonalCoefficients;

  /** Faded sums of the absolute error of the seasonal forecast by horizon, in units. */
  public float[] errors;

  /** Faded number of errors. */
  public float errorCount;

  /** Mean absolute change from one slot to the next, in units, over all that was seen. */
  public float usualRestlessness;

  /** Forecasts behind {@link #usualRestlessness}. */
  public int forecasts;

  /** The last 13 forecasts by slot: {@code [13, 52]}. */
  public float[] pending;

  /** Slots of the pending forecasts, epoch milliseconds; 0 where there is none. */
  public long[] pendingSlots;

  public Autoregression() {}

  /** One that has learned nothing and forecasts no change. */
  static Autoregression create(double unit) {
    Autoregression autoregression = new Autoregression();
    autoregression.unit = unit;
    autoregression.products = new double[TRIANGLE];
    autoregression.targets = new double[HORIZONS * REGRESSORS];
    autoregression.plainCoefficients = new float[HORIZONS * PLAIN_REGRESSORS];
    autoregression.seasonalCoefficients = new float[HORIZONS * REGRESSORS];
    autoregression.errors = new float[HORIZONS];
    autoregression.pending = new float[PENDING_ROWS * PENDING_SIZE];
    autoregression.pendingSlots = new long[PENDING_ROWS];
    return autoregression;
  }

  /** One that forecasts what the prior says. */
  static Autoregression of(AutoregressionPrior prior, double unit) {
    Autoregression autoregression = create(unit);
    autoregression.solve(prior);
    return autoregression;
  }

  /** Learns from the forecast of an hour ago, if there was one and all its targets are known. */
  void learn(SeasonalMemory memory, long slot, AutoregressionPrior prior) {
    long origin = slot - HORIZONS * Slots.MILLIS;
    int at = rowOf(origin) * PENDING_SIZE;
    if (pendingSlots[rowOf(origin)] != origin) {
      return;
    }
    double[] changes = new double[HORIZONS];
    float last = memory.valueBefore(slot, HORIZONS);
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
      changes[horizon] = (memory.valueBefore(slot, HORIZONS - 1 - horizon) - last) / unit;
      if (Double.isNaN(changes[horizon])) {
        return;
      }
    }
    double sampleWeight = errorWeight(at, changes) * calmWeight(pending[at + PENDING_SIZE - 1]);
    accumulate(at, changes, sampleWeight);
    unsolved++;
    if (unsolved >= SOLVE_EVERY) {
      solve(prior);
    }
  }

  /** Small where the forecast was far off, by its standards. */
  private double errorWeight(int at, double[] changes) {
    errorCount = (float) (errorCount * ERROR_FADING + 1);
    double relative = 0;
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
      double error = Math.abs(changes[horizon] - pending[at + REGRESSORS + horizon]);
      errors[horizon] = (float) (errors[horizon] * ERROR_FADING + error);
      relative += error / (errors[horizon] / errorCount + SMALLEST) / HORIZONS;
    }
    return 1 / Math.sqrt(Math.max(relative, SMALLEST_ERROR));
  }

  /** Small where the group is more restless than it usually is. */
  private double calmWeight(double restlessness) {
    return (usualRestlessness + SMALLEST) / (restlessness + 0.5 * usualRestlessness + 1e-6);
  }

  private void accumulate(int at, double[] changes, double sampleWeight) {
    int index = 0;
    for (int row = 0; row < REGRESSORS; row++) {
      double weighted = sampleWeight * pending[at + row];
      for (int column = 0; column <= row; column++) {
        products[index] = products[index] * FADING + weighted * pending[at + column];
        index++;
      }
    }
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
      double weighted = sampleWeight * changes[horizon];
      for (int row = 0; row < REGRESSORS; row++) {
        int target = horizon * REGRESSORS + row;
        targets[target] = targets[target] * FADING + weighted * pending[at + row];
      }
    }
    weight = weight * FADING + sampleWeight;
  }

  /** Adds what another group has learned, as if it were one sample. */
  void addNormalised(Autoregression other) {
    for (int index = 0; index < TRIANGLE; index++) {
      products[index] += other.products[index] / other.weight;
    }
    for (int index = 0; index < targets.length; index++) {
      targets[index] += other.targets[index] / other.weight;
    }
    // The prior weight is meant against samples; a group stands for very many.
    weight += 1;
  }

  /** Computes both sets of coefficients anew. */
  void solve(AutoregressionPrior prior) {
    unsolved = 0;
    solve(prior, PLAIN_REGRESSORS, plainCoefficients);
    solve(prior, REGRESSORS, seasonalCoefficients);
  }

  private void solve(AutoregressionPrior prior, int size, float[] coefficients) {
    double[][] matrix = new double[size][size];
    double[] pull = ridge(size);
    int index = 0;
    for (int row = 0; row < size; row++) {
      for (int column = 0; column <= row; column++) {
        matrix[row][column] = products[index++];
      }
      matrix[row][row] += pull[row];
    }
    if (!Cholesky.decompose(matrix)) {
      return;
    }
    double[] solution = new double[size];
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
      for (int row = 0; row < size; row++) {
        int at = horizon * REGRESSORS + row;
        solution[row] = targets[at] + pull[row] * prior.at(at);
      }
      Cholesky.solve(matrix, solution);
      for (int row = 0; row < size; row++) {
        coefficients[horizon * size + row] = (float) solution[row];
      }
    }
  }

  private double[] ridge(int size) {
    double[] squares = new double[size];
    double mean = 0;
    int index = 0;
    for (int row = 0; row < size; row++) {
      index += row;
      squares[row] = Math.max(products[index] / Math.max(weight, SMALLEST), SMALLEST);
      mean += squares[row] / size;
      index++;
    }
    for (int row = 0; row < size; row++) {
      squares[row] = PRIOR_WEIGHT * (Math.max(squares[row], 1e-3 * mean) + SMALLEST);
    }
    return squares;
  }

  /**
   * Forecasts from the newest slot and remembers it, to learn from it in an hour; once, also where
   * it is forecast from again.
   *
   * @param values the newest 24 values, oldest first
   * @param mean of the group's values
   * @param plain receives one change for each horizon, in the values' unit
   * @param seasonal the same of the seasonal forecast
   */
  void forecast(
      long slot,
      double[] values,
      double mean,
      SeasonalMemory memory,
      double[] plain,
      double[] seasonal) {
    int row = rowOf(slot);
    int at = row * PENDING_SIZE;
    writeRegressors(slot, values, mean, memory, at);
    float restlessness = (float) (restlessness(values) / unit);
    pending[at + PENDING_SIZE - 1] = restlessness;
    if (pendingSlots[row] != slot) {
      forecasts = Math.min(forecasts + 1, Integer.MAX_VALUE - 1);
      usualRestlessness += (restlessness - usualRestlessness) / forecasts;
      pendingSlots[row] = slot;
    }
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
      plain[horizon] = unit * change(plainCoefficients, PLAIN_REGRESSORS, horizon, at);
      double change = change(seasonalCoefficients, REGRESSORS, horizon, at);
      pending[at + REGRESSORS + horizon] = (float) change;
      seasonal[horizon] = unit * change;
    }
  }

  private double change(float[] coefficients, int size, int horizon, int at) {
    double sum = 0;
    for (int index = 0; index < size; index++) {
      sum += coefficients[horizon * size + index] * pending[at + index];
    }
    return sum;
  }

  private void writeRegressors(
      long slot, double[] values, double mean, SeasonalMemory memory, int at) {
    double last = values[values.length - 1];
    for (int lag = 1; lag <= LEVEL; lag++) {
      pending[at + lag - 1] = (float) ((values[values.length - 1 - lag] - last) / unit);
    }
    pending[at + LEVEL] = (float) ((last - mean) / unit);
    pending[at + CONSTANT] = 1;
    int next = at + PLAIN_REGRESSORS;
    for (int steps : SEASONAL_STEPS) {
      float yesterday = steps == 0 ? memory.yesterday : memory.yesterdayAhead(slot, steps);
      float usual = steps == 0 ? memory.usual : memory.usualAhead(slot, steps);
      pending[next] = Float.isNaN(yesterday) ? 0 : (float) ((yesterday - last) / unit);
      pending[next + SEASONAL_STEPS.length] =
          Float.isNaN(usual) ? 0 : (float) ((usual - last) / unit);
      next++;
    }
  }

  /** Mean absolute change from one slot to the next. */
  static double restlessness(double[] values) {
    double sum = 0;
    for (int step = 1; step < values.length; step++) {
      sum += Math.abs(values[step] - values[step - 1]);
    }
    return sum / (values.length - 1);
  }

  private static int rowOf(long slot) {
    return (int) Math.floorMod(slot / Slots.MILLIS, (long) PENDING_ROWS);
  }
}
