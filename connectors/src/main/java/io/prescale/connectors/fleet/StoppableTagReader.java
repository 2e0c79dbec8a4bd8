package io.prescale.connectors.fleet;

import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.ScalingMode;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** Reads tags, but only observes the groups that the kill switch names. */
public final class StoppableTagReader implements TagReader {
  private static final long serialVersionUID = 1L;

  private final TagReader tags;
  private final KillSwitchFile killSwitch;

  public StoppableTagReader(TagReader tags, KillSwitchFile killSwitch) {
    this.tags = Objects.requireNonNull(tags, "tags");
    this.killSwitch = Objects.requireNonNull(killSwitch, "killSwitch");
  }

  /**
   * As the tags say, with the mode {@code OBSERVE} for a group that is stopped.
   *
   * @throws KillSwitchUnknownException if it cannot be said whether the group is stopped
   */
  @Override
  public void apply(Map<String, String> all, AutoScalingGroup group) {
    tags.apply(all, group);
    killSwitch.current().reasonFor(group.name).ifPresent(reason -> stop(group, reason));
  }

  private void stop(AutoScalingGroup group, String reason) {
    group.mode = ScalingMode.OBSERVE;
    String[] errors = Arrays.copyOf(group.tagErrors, group.tagErrors.length + 1);
    errors[group.tagErrors.length] = "the kill switch " + killSwitch.path() + " is on: " + reason;
    group.tagErrors = errors;
  }
}
