package io.prescale.simulator.api;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * An auto scaling group as DescribeAutoScalingGroups shows it.
 *
 * @param tags values by tag key
 * @param targetGroupArns ARNs of the target groups that its instances serve
 */
public record GroupDescription(
    String name,
    Capacity capacity,
    Instant createdTime,
    List<Instance> instances,
    SortedMap<String, String> tags,
    List<String> targetGroupArns,
    SortedSet<String> suspendedProcesses) {

  /**
   * Sizes, in instances.
   *
   * @param cooldownSeconds default cooldown of the group
   */
  public record Capacity(int minSize, int maxSize, int desired, int cooldownSeconds) {}

  /**
   * One instance.
   *
   * @param lifecycleState such as {@code Pending}, {@code InService}, {@code Terminating}
   */
  public record Instance(String id, String availabilityZone, String lifecycleState) {
    /** The state of an instance that serves. */
    public static final String IN_SERVICE = "InService";
  }
}
