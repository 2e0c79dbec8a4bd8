package io.prescale.simulator.fleet;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a simulated group is.
 *
 * @param name group name
 * @param demand work offered to it
 * @param sizing its limits and timings
 * @param traffic how its work shows in the network and the load balancer
 * @param tags values by tag key
 */
public record GroupSpecification(
    String name, Demand demand, Sizing sizing, Traffic traffic, SortedMap<String, String> tags) {

  /**
   * Limits in instances, and timings.
   *
   * @param initial desired capacity at the start, all in service
   * @param life how instances come and go
   * @param cooldown time after a change of capacity in which a request that honours it is refused
   */
  public record Sizing(int min, int max, int initial, InstanceLife life, Duration cooldown) {
    public Sizing {
      if (min < 0 || min > initial || initial > max) {
        throw new IllegalArgumentException(
            "sizes must be 0 <= min <= initial <= max, but are "
                + min
                + ", "
                + initial
                + ", "
                + max);
      }
    }

    /** With instances that boot, and do nothing else out of the ordinary. */
    public Sizing(int min, int max, int initial, Duration bootDelay, Duration cooldown) {
      this(min, max, initial, InstanceLife.bootingFor(bootDelay), cooldown);
    }
  }

  /**
   * Traffic for each percent of one instance that is kept busy for one minute.
   *
   * @param requests requests through the load balancer
   * @param bytes bytes received
   * @param loadBalancer empty for a group without one
   */
  public record Traffic(double requests, double bytes, Optional<LoadBalancer> loadBalancer) {
    /** Some traffic, without a load balancer. */
    public static Traffic withoutLoadBalancer() {
      return new Traffic(0, 20_000, Optional.empty());
    }
  }

  /**
   * A target group and its load balancer, as CloudWatch writes them in dimensions.
   *
   * @param targetGroup {@code targetgroup/name/id}
   * @param loadBalancer {@code app/name/id}
   */
  public record LoadBalancer(String targetGroup, String loadBalancer) {
    /** The target group's ARN. */
    public String targetGroupArn() {
      return "arn:aws:elasticloadbalancing:us-east-1:000000000000:" + targetGroup;
    }
  }

  public GroupSpecification {
    requireNonNull(name, "name");
    requireNonNull(demand, "demand");
    requireNonNull(sizing, "sizing");
    requireNonNull(traffic, "traffic");
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }

  /** A group without load balancer, managed in enforce mode. */
  public static GroupSpecification of(String name, Demand demand, Sizing sizing) {
    return new GroupSpecification(
        name,
        demand,
        sizing,
        Traffic.withoutLoadBalancer(),
        new TreeMap<>(Map.of(FleetSpecification.MODE_TAG, "enforce")));
  }
}
