package io.prescale.training.series;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.Sample;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.features.ForecastQuantity;
import io.prescale.forecasting.history.HistorySeries;
import java.util.Arrays;
import java.util.List;

/** Lays the samples of a group on a regular line of slots and marks its newest part as test. */
public final class ActualSeriesFactory {
  /** Keeps 1 - 0.9 from making the test part a slot longer. */
  private static final double ROUNDING = 1e-9;

  private final double testFraction;

  /**
   * @param testFraction share of each series, its newest part, that forecasts are measured on
   * @throws IllegalArgumentException if it is not above 0 and below 1
   */
  public ActualSeriesFactory(double testFraction) {
    if (!(testFraction > 0 && testFraction < 1)) {
      throw new IllegalArgumentException(
          "--test-fraction must be above 0 and below 1, but is " + testFraction);
    }
    this.testFraction = testFraction;
  }

  /** A factory whose series have no test part. */
  public ActualSeriesFactory() {
    this.testFraction = 0;
  }

  /** The line from the first to the last slot of the series; gaps count as slots. */
  public ActualSeries of(HistorySeries series) {
    List<Sample> samples = series.samples();
    if (samples.isEmpty()) {
      return new ActualSeries(series.group(), 0, new double[0], new boolean[0], 0);
    }
    long first = samples.get(0).slotStart();
    long last = samples.get(samples.size() - 1).slotStart();
    int length = Math.toIntExact(Slots.between(first, last) + 1);
    Forecast.Quantity quantity = quantityOf(series);
    double[] values = new double[length];
    boolean[] events = new boolean[length];
    Arrays.fill(values, Double.NaN);
    for (int index = 0; index < samples.size(); index++) {
      Sample sample = samples.get(index);
      int slot = (int) Slots.between(first, sample.slotStart());
      values[slot] = valueOf(sample, quantity);
      events[slot] = series.saleActive(index);
    }
    return new ActualSeries(series.group(), first, values, events, testStart(length));
  }

  /** The largest index that leaves at least the test fraction behind it. */
  public int testStart(int length) {
    return (int) Math.floor(length * (1 - testFraction) + ROUNDING);
  }

  /**
   * What is forecast of a group: demand where most samples tell the in-service instances, else CPU
   * utilisation.
   */
  public static Forecast.Quantity quantityOf(HistorySeries series) {
    int withCpu = 0;
    int withInstances = 0;
    for (Sample sample : series.samples()) {
      if (sample.hasCpu()) {
        withCpu++;
        withInstances += sample.inServiceInstances() > 0 ? 1 : 0;
      }
    }
    return 2 * withInstances > withCpu
        ? Forecast.Quantity.DEMAND
        : Forecast.Quantity.CPU_UTILIZATION;
  }

  private static double valueOf(Sample sample, Forecast.Quantity quantity) {
    if (quantity == Forecast.Quantity.DEMAND && !(sample.inServiceInstances() > 0)) {
      return Double.NaN;
    }
    return ForecastQuantity.value(sample.cpuUtilization(), sample.inServiceInstances(), quantity);
  }
}
