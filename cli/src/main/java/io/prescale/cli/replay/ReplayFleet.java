package io.prescale.cli.replay;

import io.prescale.cli.replay.ReplayHistory.ReplayGroup;
import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.fleet.ScalingSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The groups of a replay: what a history does not tell of them.
 *
 * @param mode of every group
 * @param settings of every group
 * @param minSize of every group, instances
 * @param maxSize of every group, instances; raised to what a group's history shows
 * @param capacity desired capacity where a history has none, instances
 */
public record ReplayFleet(
    ScalingMode mode, ScalingSettings settings, int minSize, int maxSize, int capacity) {

  /** The fleet as the job is told of it: all groups, then the end of the snapshot. */
  List<FleetUpdate> updates(Collection<ReplayGroup> groups) {
    List<FleetUpdate> updates = new ArrayList<>();
    for (ReplayGroup recorded : groups) {
      AutoScalingGroup group = new AutoScalingGroup();
      group.name = recorded.name();
      group.mode = mode;
      group.settings = settings.copy();
      group.minSize = minSize;
      group.maxSize = Math.max(maxSize, recorded.largestCapacity());
      group.desiredCapacity = capacity;
      group.inServiceInstances = capacity;
      group.targetGroups =
          recorded.isLoadBalanced() ? new String[] {recorded.targetGroup()} : new String[0];
      updates.add(FleetUpdate.present(group));
    }
    updates.add(FleetUpdate.snapshotComplete());
    return updates;
  }
}
