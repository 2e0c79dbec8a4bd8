package io.prescale.jobs.scaler;

import java.util.Arrays;

/**
 * The groups that one resource's metrics belong to: usually one; several where groups share a
 * target group, or where a group is named like another's target group. Keyed state (Flink POJO).
 */
public class ResourceBindings {
  public FleetBinding[] bindings = new FleetBinding[0];

  public ResourceBindings() {}

  /** Adds, replaces or ends a binding. */
  public void apply(FleetBinding change) {
    FleetBinding[] kept =
        Arrays.stream(bindings)
            .filter(b -> b.dimension != change.dimension || !b.group.equals(change.group))
            .toArray(FleetBinding[]::new);
    if (change.removed) {
      bindings = kept;
    } else {
      bindings = Arrays.copyOf(kept, kept.length + 1);
      bindings[kept.length] = change;
    }
  }

  public boolean isEmpty() {
    return bindings.length == 0;
  }
}
