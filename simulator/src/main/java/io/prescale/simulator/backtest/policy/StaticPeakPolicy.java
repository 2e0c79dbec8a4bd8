package io.prescale.simulator.backtest.policy;

import io.prescale.simulator.fleet.MinuteMetrics;

/**
 * Never scales: as many instances as the peak of the past needed. What most groups without a
 * scaling policy are.
 */
public final class StaticPeakPolicy implements ScalingPolicy {
  private final int instances;

  /**
   * @param instances that bring the peak before the figures to the target utilisation
   */
  public StaticPeakPolicy(int instances) {
    this.instances = instances;
  }

  @Override
  public void observe(MinuteMetrics metrics) {}

  @Override
  public int capacity(GroupView group) {
    return group.within(instances);
  }

  @Override
  public String reason() {
    return "Sized for the peak of the past.";
  }
}
