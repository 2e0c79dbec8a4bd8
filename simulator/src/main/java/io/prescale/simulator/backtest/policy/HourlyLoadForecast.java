package io.prescale.simulator.backtest.policy;

import java.util.Arrays;

/**
 * Forecasts mean load hour by hour from up to 14 days: the same hour of the days before, the more
 * recent the heavier, and from the eighth day on, half of it the same hour a week before. Made anew
 * every six hours for the 48 to come.
 */
final class HourlyLoadForecast {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final int HOURS_OF_DAY = 24;
  private static final int HOURS_OF_WEEK = 7 * HOURS_OF_DAY;
  private static final int REMEMBERED_HOURS = 14 * HOURS_OF_DAY;
  private static final int UPDATE_HOURS = 6;
  private static final int FORECAST_HOURS = 48;
  private static final double WEIGHT_OF_OLDER_DAY = 0.8;

  private final double[] hours = new double[REMEMBERED_HOURS];
  private final double[] forecast = new double[FORECAST_HOURS];
  private long hour = Long.MIN_VALUE;
  private long firstHour;
  private long forecastFrom = Long.MIN_VALUE;
  private double sum;
  private int minutes;

  HourlyLoadForecast() {
    Arrays.fill(hours, Double.NaN);
  }

  /**
   * Takes one minute.
   *
   * @param load {@code NaN} where not known
   */
  void observe(long millis, double load) {
    long now = Math.floorDiv(millis, HOUR_MILLIS);
    if (hour == Long.MIN_VALUE) {
      hour = now;
      firstHour = now;
    }
    while (hour < now) {
      hours[(int) Math.floorMod(hour, REMEMBERED_HOURS)] = sum / minutes;
      hour++;
      sum = 0;
      minutes = 0;
      if (hour - firstHour >= HOURS_OF_DAY && Math.floorMod(hour, UPDATE_HOURS) == 0) {
        update();
      }
    }
    if (!Double.isNaN(load)) {
      sum += load;
      minutes++;
    }
  }

  /** Load forecast for the hour of an instant; {@code NaN} where there is no forecast. */
  double at(long millis) {
    long index = Math.floorDiv(millis, HOUR_MILLIS) - forecastFrom;
    return forecastFrom == Long.MIN_VALUE || index < 0 || index >= FORECAST_HOURS
        ? Double.NaN
        : forecast[(int) index];
  }

  private void update() {
    forecastFrom = hour;
    for (int ahead = 0; ahead < FORECAST_HOURS; ahead++) {
      double daily = daily(hour + ahead);
      double weekly = known(hour + ahead - HOURS_OF_WEEK);
      forecast[ahead] = Double.isNaN(weekly) ? daily : (daily + weekly) / 2;
    }
  }

  private double daily(long forecastHour) {
    double total = 0;
    double weights = 0;
    double weight = 1;
    for (long past = forecastHour - HOURS_OF_DAY;
        past >= hour - REMEMBERED_HOURS;
        past -= HOURS_OF_DAY) {
      double value = known(past);
      if (!Double.isNaN(value)) {
        total += weight * value;
        weights += weight;
        weight *= WEIGHT_OF_OLDER_DAY;
      }
    }
    return total / weights;
  }

  private double known(long pastHour) {
    boolean remembered =
        pastHour < hour && pastHour >= firstHour && pastHour >= hour - REMEMBERED_HOURS;
    return remembered ? hours[(int) Math.floorMod(pastHour, REMEMBERED_HOURS)] : Double.NaN;
  }
}
