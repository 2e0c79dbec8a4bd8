package io.prescale.connectors.collector;

import io.prescale.domain.metric.Signal;
import java.util.Arrays;
import java.util.Objects;

/**
 * A metric of one resource. Requests to a target group are counted by load balancer and target
 * group; where one target group has had several load balancers, its series is their sum.
 */
final class Series {
  private static final String[] NONE = new String[0];

  final Signal signal;

  /** Name of the auto scaling group, or target group as CloudWatch writes it. */
  final String resource;

  /** Load balancers as CloudWatch writes them; empty for a metric of an auto scaling group. */
  final String[] loadBalancers;

  private Series(Signal signal, String resource, String[] loadBalancers) {
    this.signal = signal;
    this.resource = resource;
    this.loadBalancers = loadBalancers;
  }

  static Series ofGroup(Signal signal, String group) {
    return new Series(signal, group, NONE);
  }

  static Series ofTargetGroup(Signal signal, String targetGroup, String[] loadBalancers) {
    return new Series(signal, targetGroup, loadBalancers);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Series
        && signal == ((Series) other).signal
        && resource.equals(((Series) other).resource)
        && Arrays.equals(loadBalancers, ((Series) other).loadBalancers);
  }

  @Override
  public int hashCode() {
    return Objects.hash(signal, resource, Arrays.hashCode(loadBalancers));
  }

  @Override
  public String toString() {
    return signal + "{" + resource + " " + Arrays.toString(loadBalancers) + "}";
  }
}
