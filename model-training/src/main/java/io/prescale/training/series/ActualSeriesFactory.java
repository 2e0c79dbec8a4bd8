package io.prescale.training.series;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.Sample;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.features.ForecastQuantity;
import io.prescale.forecasting.history.HistorySeries;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Lays the samples of a group on a regular line of slots and marks its newest part as test. */
public final class ActualSeriesFactory {
  /** Keeps 1 - 0.9 from making the test part a slot longer. */
  private static final double ROUNDING = 1e-9;

  private static final long MOST_SLOTS = Duration.ofDays(5 * 366).dividedBy(Slots.LENGTH);

  /** What to tell about a series that {@link #isTooLong}. */
  public static final String TOO_LONG =
      "its time stamps span more than five years; one of them may be wrong, else name a shorter"
          + " history";

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

  /** Whether one wrong time stamp might ask for more memory than there is. */
  public static boolean isTooLong(HistorySeries series) {
    List<Sample> samples = series.samples();
    return !samples.isEmpty() && slots(samples) > MOST_SLOTS;
  }

  private static long slots(List<Sample> samples) {
    return Slots.between(samples.get(0).slotStart(), samples.get(samples.size() - 1).slotStart())
        + 1;
  }

  /** The line from the first to the last slot of the series; gaps count as slots. */
  public ActualSeries of(HistorySeries series) {
    List<Sample> samples = series.samples();
    if (samples.isEmpty()) {
      return new ActualSeries(
          series.group(), 0, Forecast.Quantity.CPU_UTILIZATION, new double[0], new boolean[0], 0);
    }
    long first = samples.get(0).slotStart();
    int length = Math.toIntExact(slots(samples));
    int testStart = testStart(length);
    Forecast.Quantity quantity = quantity(samples, first + testStart * Slots.MILLIS);
    double[] values = new double[length];
    boolean[] events = new boolean[length];
    Arrays.fill(values, Double.NaN);
    for (int index = 0; index < samples.size(); index++) {
      Sample sample = samples.get(index);
      int slot = (int) Slots.between(first, sample.slotStart());
      values[slot] = valueOf(sample, quantity);
      events[slot] = series.saleActive(index);
    }
    return new ActualSeries(series.group(), first, quantity, values, events, testStart);
  }

  /** The largest index that leaves at least the test fraction behind it. */
  public int testStart(int length) {
    return (int) Math.floor(length * (1 - testFraction) + ROUNDING);
  }

  /**
   * What is forecast of a group: demand where most samples before the test part tell the in-service
   * instances, else CPU utilisation.
   */
  private static Forecast.Quantity quantity(List<Sample> samples, long testStart) {
    int withCpu = 0;
    int withInstances = 0;
    for (Sample sample : samples) {
      if (sample.slotStart() < testStart && sample.hasCpu()) {
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
