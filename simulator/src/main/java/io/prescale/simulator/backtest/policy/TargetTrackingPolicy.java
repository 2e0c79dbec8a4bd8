package io.prescale.simulator.backtest.policy;

import io.prescale.simulator.fleet.MinuteMetrics;
import java.time.Duration;
import java.util.Arrays;

/**
 * Target tracking of CPU utilisation with one-minute metrics.
 *
 * <pre>
 *   out: 3 of 3 minutes above the target      -> ceil(instances x CPU / target), from the newest minute
 *   in:  15 of 15 minutes below 0.9 x target  -> ceil(mean load of them / target)
 * </pre>
 *
 * <p>Instances that boot or warm up count as capacity, not in the metric: a high alarm that goes on
 * while they do so asks for the same capacity again rather than for more on top, and nothing is
 * scaled in meanwhile. A minute without metric breaks an alarm's series.
 *
 * <p>Source: the alarms that a target tracking policy creates, and Amazon EC2 Auto Scaling User
 * Guide, "Target tracking scaling policies" (proportional, scale-in more gradual, instance
 * warm-up). What AWS does not publish is read in its favour: the scale-in goes at once to what the
 * load of the last 15 minutes needs, and no further.
 */
public final class TargetTrackingPolicy implements ScalingPolicy {
  private static final int OUT_MINUTES = 3;
  private static final int IN_MINUTES = 15;
  private static final double IN_BELOW = 0.9;

  /** Keeps 3.0000000001 instances from becoming 4. */
  private static final double ROUNDING = 1e-6;

  private final double target;
  private final long warmUpMillis;
  private final boolean scalesIn;
  private final double[] cpu = new double[IN_MINUTES];
  private final double[] load = new double[IN_MINUTES];
  private long observed;
  private long lastScaleOut = Long.MIN_VALUE / 2;
  private String reason = "";

  /**
   * @param target CPU utilisation, percent
   * @param warmUp from launch until an instance counts in the metric
   */
  public TargetTrackingPolicy(double target, Duration warmUp) {
    this(target, warmUp, true);
  }

  private TargetTrackingPolicy(double target, Duration warmUp, boolean scalesIn) {
    this.target = target;
    this.warmUpMillis = warmUp.toMillis();
    this.scalesIn = scalesIn;
    Arrays.fill(cpu, Double.NaN);
  }

  /**
   * With {@code DisableScaleIn}: it only ever adds. The parameters are those of the constructor.
   */
  static TargetTrackingPolicy withoutScaleIn(double target, Duration warmUp) {
    return new TargetTrackingPolicy(target, warmUp, false);
  }

  @Override
  public void observe(MinuteMetrics metrics) {
    int position = (int) (observed % IN_MINUTES);
    cpu[position] = metrics.cpuUtilization();
    load[position] = metrics.cpu();
    observed++;
  }

  @Override
  public int capacity(GroupView group) {
    int wanted = group.desired();
    if (isHigh()) {
      wanted = Math.max(wanted, instancesFor(load[newest()]));
      reason = "CPU above the target for 3 minutes.";
    } else if (scalesIn && isLow() && group.now() - lastScaleOut >= warmUpMillis) {
      wanted = Math.min(wanted, instancesFor(Arrays.stream(load).average().orElseThrow()));
      reason = "CPU below 0.9 x target for 15 minutes.";
    }
    int capacity = group.within(wanted);
    if (capacity > group.desired()) {
      lastScaleOut = group.now();
    }
    return capacity;
  }

  private boolean isHigh() {
    for (int age = 0; age < OUT_MINUTES; age++) {
      // NaN compares as false.
      if (observed <= age || !(cpu[(int) ((observed - 1 - age) % IN_MINUTES)] > target)) {
        return false;
      }
    }
    return true;
  }

  private boolean isLow() {
    for (double value : cpu) {
      if (!(value < IN_BELOW * target)) {
        return false;
      }
    }
    return true;
  }

  private int newest() {
    return (int) ((observed - 1) % IN_MINUTES);
  }

  private int instancesFor(double demand) {
    return (int) Math.ceil(demand / target - ROUNDING);
  }

  @Override
  public String reason() {
    return reason;
  }
}
