package io.prescale.simulator.demand;

import io.prescale.simulator.fleet.Demand;
import java.time.Instant;

/** A demand series as the work of a simulated group; 0 outside of the series. */
public final class TraceDemand implements Demand {
  private final DemandSeries series;
  private final double percentPerUnit;
  private final long firstSecond;

  /**
   * @param instanceCapacity demand in the unit of the series that keeps one instance fully busy for
   *     one minute, above 0
   */
  public TraceDemand(DemandSeries series, double instanceCapacity) {
    if (!(instanceCapacity > 0) || Double.isInfinite(instanceCapacity)) {
      throw new IllegalArgumentException(
          "instance capacity must be above 0, but is " + instanceCapacity);
    }
    this.series = series;
    this.percentPerUnit = 100 / instanceCapacity;
    this.firstSecond = series.start().getEpochSecond();
  }

  @Override
  public double at(Instant time) {
    long minute = Math.floorDiv(time.getEpochSecond() - firstSecond, 60);
    return minute < 0 || minute >= series.minutes() ? 0 : ofMinute((int) minute);
  }

  /** Work of the minute with this index, percent of one instance. */
  public double ofMinute(int index) {
    return series.values()[index] * percentPerUnit;
  }
}
