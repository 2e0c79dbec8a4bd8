package io.prescale.jobs.scaler;

import io.prescale.connectors.fleet.TagReader;
import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.GroupTags;
import io.prescale.domain.fleet.ScalingSettings;
import java.util.Map;

/** Reads the {@code prescale:*} tags of a group over the job's default settings. */
public final class GroupTagReader implements TagReader {
  private static final long serialVersionUID = 1L;

  private final ScalingSettings defaults;

  /**
   * @param defaults settings of a group without further tags
   */
  public GroupTagReader(ScalingSettings defaults) {
    this.defaults = defaults.copy();
  }

  @Override
  public void apply(Map<String, String> tags, AutoScalingGroup group) {
    GroupTags.parse(tags, defaults).applyTo(group);
  }
}
