package io.prescale.forecasting.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prescale.domain.time.Slots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What is learned slot by slot is the weighted ridge regression over all that was seen at once: the
 * regressors are written down anew from the series, and the system of all samples is solved by
 * orthogonalisation instead of normal equations.
 */
class AutoregressionLeastSquaresTest {
  private static final int DAY = SeasonalMemory.SLOTS_OF_DAY;
  private static final int STEPS = Slots.SEQUENCE_LENGTH;
  private static final int HORIZONS = Slots.HORIZONS;
  private static final int SIZE = Autoregression.REGRESSORS;
  private static final double MEAN = 48;
  private static final double UNIT = 2.5;
  private static final double FADING = Math.pow(0.5, 1.0 / (28 * 288));
  private static final double ERROR_FADING = Math.pow(0.5, 1.0 / 576);

  private final double[] series = LinearWalk.secondOrder(3 * DAY, 11);
  private final List<double[]> rows = new ArrayList<>();
  private final List<double[]> targets = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();

  @Test
  void equalsTheRegressionOverAllSamplesAtOnce() {
    float[] prior = prior();
    LinearWalk walk = new LinearWalk(series, MEAN, UNIT, new AutoregressionPrior(prior));
    double[][] forecasts = new double[series.length][];
    for (int index = 0; index < series.length; index++) {
      walk.step(index);
      forecasts[index] = walk.seasonal.clone();
    }
    walk.autoregression.solve(new AutoregressionPrior(prior));
    collectSamples(forecasts);

    assertThat(rows).hasSize(series.length - STEPS + 1 - HORIZONS);
    assertCoefficients(walk.autoregression.plainCoefficients, 25, prior);
    assertCoefficients(walk.autoregression.seasonalCoefficients, SIZE, prior);
  }

  private void assertCoefficients(float[] found, int size, float[] prior) {
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
      double[] expected = ridge(size, horizon, prior);
      for (int index = 0; index < size; index++) {
        assertThat((double) found[horizon * size + index])
            .as("horizon %d, regressor %d of %d", horizon, index, size)
            .isCloseTo(expected[index], within(2e-5));
      }
    }
  }

  private static float[] prior() {
    SplittableRandom random = new SplittableRandom(3);
    float[] prior = new float[HORIZONS * SIZE];
    for (int index = 0; index < prior.length; index++) {
      prior[index] = (float) (0.1 * (random.nextDouble() - 0.5));
    }
    return prior;
  }

  /** One sample for each slot whose next hour is known. */
  private void collectSamples(double[][] forecasts) {
    double[] errors = new double[HORIZONS];
    double errorCount = 0;
    double restlessnessSum = 0;
    double[] usualRestlessness = new double[series.length];
    double[] restlessness = new double[series.length];
    for (int index = STEPS - 1; index < series.length; index++) {
      for (int step = 0; step < STEPS - 1; step++) {
        restlessness[index] +=
            Math.abs(series[index - step] - series[index - step - 1]) / UNIT / (STEPS - 1);
      }
      restlessnessSum += restlessness[index];
      usualRestlessness[index] = restlessnessSum / (index - STEPS + 2);
    }
    for (int origin = STEPS - 1; origin + HORIZONS < series.length; origin++) {
      double[] changes = new double[HORIZONS];
      double relative = 0;
      errorCount = errorCount * ERROR_FADING + 1;
      for (int horizon = 0; horizon < HORIZONS; horizon++) {
        changes[horizon] = (series[origin + horizon + 1] - series[origin]) / UNIT;
        double error = Math.abs(changes[horizon] - forecasts[origin][horizon] / UNIT);
        errors[horizon] = errors[horizon] * ERROR_FADING + error;
        relative += error / (errors[horizon] / errorCount) / HORIZONS;
      }
      // When it is learned, the forecast of the slot before the last target was the newest one.
      double usual = usualRestlessness[origin + HORIZONS - 1];
      rows.add(regressors(origin));
      targets.add(changes);
      weights.add(
          usual / (restlessness[origin] + 0.5 * usual) / Math.sqrt(Math.max(relative, 0.1)));
    }
  }

  private double[] regressors(int origin) {
    double[] row = new double[SIZE];
    for (int lag = 1; lag <= 23; lag++) {
      row[lag - 1] = (series[origin - lag] - series[origin]) / UNIT;
    }
    row[23] = (series[origin] - MEAN) / UNIT;
    row[24] = 1;
    int[] steps = {0, 1, 2, 3, 6, 9, 12};
    for (int position = 0; position < steps.length; position++) {
      // In the slot itself, today's value has already entered the mean of the slot of the day, but
      // what is meant is how it was before.
      int yesterday = origin + steps[position] - DAY;
      if (yesterday >= 0) {
        row[25 + position] = (series[yesterday] - series[origin]) / UNIT;
        row[32 + position] = (usual(yesterday) - series[origin]) / UNIT;
      }
    }
    return row;
  }

  /** The mean of a slot of the day, of all days up to an index. */
  private double usual(int index) {
    int first = index % DAY;
    double mean = series[first];
    for (int day = first + DAY; day <= index; day += DAY) {
      mean += 0.3 * (series[day] - mean);
    }
    return mean;
  }

  /** Least squares over all samples, and one more for each coefficient: that it be the prior's. */
  private double[] ridge(int size, int horizon, float[] prior) {
    int samples = rows.size();
    double[][] system = new double[samples + size][size + 1];
    double[] squares = new double[size];
    double total = 0;
    for (int sample = 0; sample < samples; sample++) {
      double weight = weights.get(sample) * Math.pow(FADING, samples - 1 - sample);
      total += weight;
      for (int column = 0; column < size; column++) {
        double value = rows.get(sample)[column];
        squares[column] += weight * value * value;
        system[sample][column] = Math.sqrt(weight) * value;
      }
      system[sample][size] = Math.sqrt(weight) * targets.get(sample)[horizon];
    }
    double sum = total;
    double meanSquare = Arrays.stream(squares).map(square -> square / sum).average().orElseThrow();
    for (int column = 0; column < size; column++) {
      double pull = Math.sqrt(72 * Math.max(squares[column] / total, 1e-3 * meanSquare));
      system[samples + column][column] = pull;
      system[samples + column][size] = pull * prior[horizon * SIZE + column];
    }
    return orthogonalised(system, size);
  }

  /** Modified Gram-Schmidt over the columns, the last of which is the right-hand side. */
  private static double[] orthogonalised(double[][] system, int size) {
    double[][] triangle = new double[size][size + 1];
    for (int pivot = 0; pivot < size; pivot++) {
      double norm = 0;
      for (double[] row : system) {
        norm += row[pivot] * row[pivot];
      }
      triangle[pivot][pivot] = Math.sqrt(norm);
      for (int column = pivot + 1; column <= size; column++) {
        double product = 0;
        for (double[] row : system) {
          product += row[pivot] * row[column];
        }
        triangle[pivot][column] = product / triangle[pivot][pivot];
        for (double[] row : system) {
          row[column] -= product / norm * row[pivot];
        }
      }
    }
    double[] solution = new double[size];
    for (int row = size - 1; row >= 0; row--) {
      double rest = triangle[row][size];
      for (int column = row + 1; column < size; column++) {
        rest -= triangle[row][column] * solution[column];
      }
      solution[row] = rest / triangle[row][row];
    }
    return solution;
  }
}
