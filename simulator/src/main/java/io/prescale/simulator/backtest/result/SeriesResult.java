package io.prescale.simulator.backtest.result;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * What was found on one demand series.
 *
 * @param name of the series
 * @param unit what its demand was counted in, such as {@code request_count}
 * @param instanceCapacity demand in that unit that keeps one instance fully busy for one minute
 * @param start first minute that the figures are taken on
 * @param demand offered work in each minute of the figures, {@code [minutes]}, percent of one
 *     instance
 * @param policies one element for each policy, cheapest at equal service level first
 */
@SuppressWarnings("ArrayRecordComponent")
public record SeriesResult(
    String name,
    String unit,
    double instanceCapacity,
    Instant start,
    float[] demand,
    List<PolicyResult> policies) {
  public SeriesResult {
    requireNonNull(name, "name");
    requireNonNull(unit, "unit");
    requireNonNull(start, "start");
    requireNonNull(demand, "demand");
    policies = List.copyOf(policies);
  }

  /** Minutes that the figures are taken on. */
  public int minutes() {
    return demand.length;
  }
}
