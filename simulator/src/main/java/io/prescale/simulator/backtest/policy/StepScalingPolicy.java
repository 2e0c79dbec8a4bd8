package io.prescale.simulator.backtest.policy;

import io.prescale.domain.time.Slots;
import io.prescale.simulator.fleet.MinuteMetrics;

/**
 * Reactive scaling by one instance: mean CPU of five minutes above 70 % adds one, below 35 %
 * removes one, and after an action five minutes pass before the next.
 *
 * <p>Source: the thresholds of the system that Prescale follows, on observed in place of forecast
 * CPU; evaluation and cooldown as of a CloudWatch alarm with one period of 300 s and a simple
 * scaling policy (Amazon EC2 Auto Scaling User Guide, "Step and simple scaling policies", default
 * cooldown 300 s).
 */
public final class StepScalingPolicy implements ScalingPolicy {
  private static final double OUT_ABOVE = 70;
  private static final double IN_BELOW = 35;
  private static final long COOLDOWN_MILLIS = 300_000;

  private long slot = Long.MIN_VALUE;
  private double cpu;
  private double instances;
  private double complete = Double.NaN;
  private long lastAction = Long.MIN_VALUE / 2;
  private String reason = "";

  @Override
  public void observe(MinuteMetrics metrics) {
    long millis = metrics.start().toEpochMilli();
    if (Slots.startOf(millis) != slot) {
      slot = Slots.startOf(millis);
      cpu = 0;
      instances = 0;
    }
    if (metrics.hasCpu()) {
      cpu += metrics.cpu();
      instances += metrics.instances();
    }
    if (millis + 60_000 == Slots.endOf(slot)) {
      complete = cpu / instances;
    }
  }

  @Override
  public int capacity(GroupView group) {
    double mean = complete;
    complete = Double.NaN;
    if (Double.isNaN(mean) || group.now() - lastAction < COOLDOWN_MILLIS) {
      return group.desired();
    }
    int wanted = group.desired();
    if (mean > OUT_ABOVE) {
      wanted++;
      reason = "Mean CPU of five minutes above 70 %.";
    } else if (mean < IN_BELOW) {
      wanted--;
      reason = "Mean CPU of five minutes below 35 %.";
    }
    int capacity = group.within(wanted);
    if (capacity != group.desired()) {
      lastAction = group.now();
    }
    return capacity;
  }

  @Override
  public String reason() {
    return reason;
  }
}
