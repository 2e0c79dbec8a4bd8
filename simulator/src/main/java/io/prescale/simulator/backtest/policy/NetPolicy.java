package io.prescale.simulator.backtest.policy;

import io.prescale.simulator.fleet.MinuteMetrics;
import java.time.Duration;
import java.util.Optional;

/**
 * Prescale with a net: a target tracking policy whose scale-in is disabled stays attached to the
 * group. Prescale plans, and does all scaling in; the net adds instances within a slot when CPU is
 * above its own, higher target nevertheless. Neither knows of the other: Prescale finds a capacity
 * that somebody else has set, and a command that was decided on another one is not carried out.
 *
 * <p>Source: Amazon EC2 Auto Scaling API Reference, {@code TargetTrackingConfiguration}, {@code
 * DisableScaleIn}.
 */
public final class NetPolicy implements ScalingPolicy {
  private final PrescalePolicy planned;
  private final TargetTrackingPolicy net;
  private boolean caught;

  /**
   * @param netTarget CPU utilisation that the net keeps, percent
   * @param warmUp from launch until an instance counts in the metric
   */
  public NetPolicy(PrescalePolicy planned, double netTarget, Duration warmUp) {
    this.planned = planned;
    this.net = TargetTrackingPolicy.withoutScaleIn(netTarget, warmUp);
  }

  @Override
  public void observe(MinuteMetrics metrics) {
    planned.observe(metrics);
    net.observe(metrics);
  }

  @Override
  public int capacity(GroupView group) {
    int plan = planned.capacity(group);
    int capacity = net.capacity(new GroupView(group.now(), plan, group.minSize(), group.maxSize()));
    caught = capacity > plan;
    return capacity;
  }

  @Override
  public Optional<PrescalePolicy> prescale() {
    return Optional.of(planned);
  }

  @Override
  public String reason() {
    return caught ? "The net: " + net.reason() : planned.reason();
  }
}
