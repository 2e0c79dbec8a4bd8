package io.prescale.forecasting.adaptation;

import io.prescale.domain.time.Slots;
import io.prescale.forecasting.SeriesBuilder;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Walks an {@link Autoregression} over a series as a group's state does, slot by slot. */
final class LinearWalk {
  final Autoregression autoregression;
  final SeasonalMemory memory = SeasonalMemory.create();
  final double[] plain = new double[Slots.HORIZONS];
  final double[] seasonal = new double[Slots.HORIZONS];

  private final AutoregressionPrior prior;
  private final double[] series;
  private final double mean;

  LinearWalk(double[] series, double mean, double unit, AutoregressionPrior prior) {
    this.series = series;
    this.mean = mean;
    this.prior = prior;
    this.autoregression = Autoregression.of(prior, unit);
  }

  /** Takes the value of an index, and forecasts from it where the 24 values up to it are known. */
  void step(int index) {
    memory.observe(SeriesBuilder.slot(index), series[index]);
    if (Double.isNaN(series[index])) {
      return;
    }
    autoregression.learn(memory, SeriesBuilder.slot(index), prior);
    int from = index + 1 - Slots.SEQUENCE_LENGTH;
    if (from >= 0 && Arrays.stream(series, from, index + 1).noneMatch(Double::isNaN)) {
      double[] values = Arrays.copyOfRange(series, from, index + 1);
      autoregression.forecast(SeriesBuilder.slot(index), values, mean, memory, plain, seasonal);
    }
  }

  void steps(int from, int to) {
    for (int index = from; index < to; index++) {
      step(index);
    }
  }

  /** A stationary process of second order around 50. */
  static double[] secondOrder(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[length];
    double before = 0;
    double last = 0;
    for (int index = 0; index < length; index++) {
      double noise = 3 * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
      double next = 0.5 * last + 0.3 * before + noise;
      before = last;
      last = next;
      values[index] = 50 + next;
    }
    return values;
  }

  /** The best forecasts of {@link #secondOrder} that there can be, from an index. */
  static double[] bestForecasts(double[] values, int index) {
    double before = values[index - 1] - 50;
    double last = values[index] - 50;
    double[] forecasts = new double[Slots.HORIZONS];
    for (int horizon = 0; horizon < forecasts.length; horizon++) {
      double next = 0.5 * last + 0.3 * before;
      before = last;
      last = next;
      forecasts[horizon] = 50 + next;
    }
    return forecasts;
  }
}
