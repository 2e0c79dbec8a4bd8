package io.prescale.simulator.backtest.result;

import static java.util.Objects.requireNonNull;

/**
 * What one policy did to one series.
 *
 * @param policy its name, such as {@code target-tracking}
 * @param measures figures
 * @param trace the minutes that they were taken on
 */
public record PolicyResult(String policy, Measures measures, PolicyTrace trace) {
  public PolicyResult {
    requireNonNull(policy, "policy");
    requireNonNull(measures, "measures");
    requireNonNull(trace, "trace");
  }
}
