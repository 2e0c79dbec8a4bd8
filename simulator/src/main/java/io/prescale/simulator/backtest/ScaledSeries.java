package io.prescale.simulator.backtest;

import io.prescale.domain.calendar.BusinessCalendar;
import io.prescale.simulator.demand.DemandException;
import io.prescale.simulator.demand.DemandSeries;
import io.prescale.simulator.demand.EventCalendar;
import io.prescale.simulator.demand.TraceDemand;

/**
 * A demand series with what one instance can do of it.
 *
 * @param demand the series
 * @param instanceCapacity demand in its unit that keeps one instance fully busy for one minute
 * @param testStart index of the first minute of the figures
 */
public record ScaledSeries(DemandSeries demand, double instanceCapacity, int testStart) {
  private static final int FEWEST_MINUTES_BEFORE = 24 * 60;
  private static final int FEWEST_MINUTES_OF_FIGURES = 60;

  /**
   * Scales a series.
   *
   * @throws DemandException if it is too short
   */
  static ScaledSeries of(
      DemandSeries demand, InstanceScale scale, double targetUtilization, double testFraction) {
    int testStart = demand.testStart(testFraction);
    int figures = demand.minutes() - testStart;
    if (testStart < FEWEST_MINUTES_BEFORE || figures < FEWEST_MINUTES_OF_FIGURES) {
      throw new DemandException(
          String.format(
              "%s: %s has %d minutes before the figures and %d for them; expected at least %d and"
                  + " %d. Use a longer series, or another --test-fraction",
              demand.source(),
              demand.name(),
              testStart,
              figures,
              FEWEST_MINUTES_BEFORE,
              FEWEST_MINUTES_OF_FIGURES));
    }
    double capacity = scale.instanceCapacity(demand, testStart, targetUtilization);
    if (!(capacity > 0)) {
      throw new DemandException(
          demand.source()
              + ": the demand of "
              + demand.name()
              + " is never above 0 before the figures, so it cannot be scaled by its peak; give"
              + " --instance-capacity");
    }
    return new ScaledSeries(demand, capacity, testStart);
  }

  String name() {
    return demand.name();
  }

  /** Minutes that the figures are taken on. */
  int figureMinutes() {
    return demand.minutes() - testStart;
  }

  TraceDemand work() {
    return new TraceDemand(demand, instanceCapacity);
  }

  /** Work of each minute, percent of one instance. */
  double[] percent() {
    TraceDemand work = work();
    double[] percent = new double[demand.minutes()];
    for (int minute = 0; minute < percent.length; minute++) {
      percent[minute] = work.ofMinute(minute);
    }
    return percent;
  }

  BusinessCalendar calendar() {
    return EventCalendar.of(demand);
  }
}
