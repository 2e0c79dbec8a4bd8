package io.prescale.simulator.backtest.policy;

import io.prescale.simulator.fleet.MinuteMetrics;
import java.util.Optional;

/**
 * Scales one group, minute by minute. In every minute it is first told the metrics that have become
 * available, then asked for a capacity.
 */
public interface ScalingPolicy {
  /** Takes the metrics of one minute; called in the order of time, once they are published. */
  void observe(MinuteMetrics metrics);

  /**
   * The capacity to set now; the present one for no change.
   *
   * @return instances, within the group's sizes
   */
  int capacity(GroupView group);

  /** The part of it that waits for forecasts; empty if it has none. */
  default Optional<PrescalePolicy> prescale() {
    return Optional.empty();
  }

  /** Why the last capacity was asked for, in words. */
  String reason();
}
