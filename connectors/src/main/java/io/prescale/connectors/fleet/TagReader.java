package io.prescale.connectors.fleet;

import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.GroupTags;
import java.io.Serializable;
import java.util.Map;

/** Reads what a group's tags say about how to scale it. */
@FunctionalInterface
public interface TagReader extends Serializable {
  /** The tag that makes a group a managed one. */
  String MODE_TAG = GroupTags.MODE;

  /**
   * Sets mode, settings and tag errors of the group.
   *
   * @param tags all of the group's tags, by key
   */
  void apply(Map<String, String> tags, AutoScalingGroup group);
}
