package io.prescale.jobs.scaler;

import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.metric.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * Says that the metrics of one resource belong to one auto scaling group, or no longer do. A group
 * has one binding by its name and one for each of its target groups. A stream record (Flink POJO).
 */
public class FleetBinding {
  /** Value of the CloudWatch dimension: group name, or {@code targetgroup/name/id}. */
  public String resource;

  public Signal.Dimension dimension;

  /** Auto scaling group name. */
  public String group;

  /** Whether the group has a load balancer. */
  public boolean loadBalanced;

  /** Whether the binding ends. */
  public boolean removed;

  public FleetBinding() {}

  /** The bindings that a fleet update brings or ends; none for the end of a snapshot. */
  public static List<FleetBinding> of(FleetUpdate update) {
    List<FleetBinding> bindings = new ArrayList<>();
    if (update.kind != FleetUpdate.Kind.SNAPSHOT_COMPLETE) {
      AutoScalingGroup group = update.group;
      boolean removed = update.kind == FleetUpdate.Kind.REMOVED;
      bindings.add(of(group, group.name, Signal.Dimension.AUTO_SCALING_GROUP, removed));
      for (String targetGroup : group.targetGroups) {
        bindings.add(of(group, targetGroup, Signal.Dimension.TARGET_GROUP, removed));
      }
    }
    return bindings;
  }

  private static FleetBinding of(
      AutoScalingGroup group, String resource, Signal.Dimension dimension, boolean removed) {
    FleetBinding binding = new FleetBinding();
    binding.resource = resource;
    binding.dimension = dimension;
    binding.group = group.name;
    binding.loadBalanced = group.targetGroups.length > 0;
    binding.removed = removed;
    return binding;
  }
}
