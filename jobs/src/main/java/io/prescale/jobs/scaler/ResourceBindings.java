package io.prescale.jobs.scaler;

import io.prescale.domain.metric.Signal;
import java.util.Arrays;

/**
 * The groups that one resource's metrics belong to: usually one; several where groups share a
 * target group, or where a group is named like another's target group. Keyed state (Flink POJO).
 */
public class ResourceBindings {
  /** Auto scaling group names. */
  public String[] groups = new String[0];

  /** For each group, by which dimension it is bound: ordinal of {@link Signal.Dimension}. */
  public byte[] dimensions = new byte[0];

  /** For each group, whether it has a load balancer. */
  public boolean[] loadBalanced = new boolean[0];

  public ResourceBindings() {}

  /** Adds, replaces or ends a binding. */
  public void apply(FleetBinding change) {
    int index = indexOf(change);
    if (change.removed) {
      if (index >= 0) {
        remove(index);
      }
      return;
    }
    if (index < 0) {
      index = groups.length;
      groups = Arrays.copyOf(groups, index + 1);
      dimensions = Arrays.copyOf(dimensions, index + 1);
      loadBalanced = Arrays.copyOf(loadBalanced, index + 1);
    }
    groups[index] = change.group;
    dimensions[index] = (byte) change.dimension.ordinal();
    loadBalanced[index] = change.loadBalanced;
  }

  public boolean isEmpty() {
    return groups.length == 0;
  }

  /** Whether the binding at this index is by this dimension. */
  public boolean isBy(Signal.Dimension dimension, int index) {
    return dimensions[index] == dimension.ordinal();
  }

  private int indexOf(FleetBinding change) {
    for (int index = 0; index < groups.length; index++) {
      if (isBy(change.dimension, index) && groups[index].equals(change.group)) {
        return index;
      }
    }
    return -1;
  }

  /** The last one takes its place. */
  private void remove(int index) {
    int last = groups.length - 1;
    groups[index] = groups[last];
    dimensions[index] = dimensions[last];
    loadBalanced[index] = loadBalanced[last];
    groups = Arrays.copyOf(groups, last);
    dimensions = Arrays.copyOf(dimensions, last);
    loadBalanced = Arrays.copyOf(loadBalanced, last);
  }
}
