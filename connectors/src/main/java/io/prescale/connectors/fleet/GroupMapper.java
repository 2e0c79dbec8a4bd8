package io.prescale.connectors.fleet;

import io.prescale.domain.fleet.AutoScalingGroup;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/** Turns a group as the Auto Scaling API describes it into ours. */
public final class GroupMapper implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String TARGET_GROUP = "targetgroup/";

  private final TagReader tagReader;

  public GroupMapper(TagReader tagReader) {
    this.tagReader = Objects.requireNonNull(tagReader, "tagReader");
  }

  /** All tags of the group, by key. */
  static Map<String, String> tagsOf(
      software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup described) {
    Map<String, String> tags = new HashMap<>();
    for (TagDescription tag : described.tags()) {
      tags.put(tag.key(), tag.value() == null ? "" : tag.value());
    }
    return tags;
  }

  /** Whether the group is on its way out. */
  public static boolean isBeingDeleted(
      software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup described) {
    return described.status() != null && !described.status().isEmpty();
  }

  /**
   * Whether the group carries the tag {@value TagReader#MODE_TAG} and is not being deleted. The
   * filter of the request asks for the former already; but an untagged group must never be touched,
   * whatever answers.
   */
  public boolean isManaged(
      software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup described) {
    return !isBeingDeleted(described)
        && described.tags().stream().anyMatch(tag -> TagReader.MODE_TAG.equals(tag.key()));
  }

  /** The group as we see it. Lists are sorted, so that an answer in another order is the same. */
  public AutoScalingGroup map(
      software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup described) {
    AutoScalingGroup group = new AutoScalingGroup();
    group.name = described.autoScalingGroupName();
    group.minSize = described.minSize();
    group.maxSize = described.maxSize();
    group.desiredCapacity = described.desiredCapacity();
    group.inServiceInstances =
        (int)
            described.instances().stream()
                .filter(instance -> instance.lifecycleState() == LifecycleState.IN_SERVICE)
                .count();
    group.targetGroups =
        described.targetGroupARNs().stream()
            .map(GroupMapper::cloudWatchName)
            .sorted()
            .distinct()
            .toArray(String[]::new);
    group.suspendedProcesses =
        described.suspendedProcesses().stream()
            .map(SuspendedProcess::processName)
            .sorted()
            .toArray(String[]::new);
    tagReader.apply(tagsOf(described), group);
    return group;
  }

  /**
   * A target group as CloudWatch writes it: {@code targetgroup/name/id}, which is the end of its
   * ARN {@code arn:aws:elasticloadbalancing:region:account:targetgroup/name/id}.
   */
  static String cloudWatchName(String targetGroupArn) {
    int start = targetGroupArn.lastIndexOf(":" + TARGET_GROUP);
    return start < 0 ? targetGroupArn : targetGroupArn.substring(start + 1);
  }

  /** Whether both stand the same, given that their tags are the same. */
  static boolean sameNumbers(AutoScalingGroup one, AutoScalingGroup other) {
    return one.minSize == other.minSize
        && one.maxSize == other.maxSize
        && one.desiredCapacity == other.desiredCapacity
        && one.inServiceInstances == other.inServiceInstances
        && Arrays.equals(one.suspendedProcesses, other.suspendedProcesses)
        && Arrays.equals(one.targetGroups, other.targetGroups);
  }
}
