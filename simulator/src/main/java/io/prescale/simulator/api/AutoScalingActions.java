package io.prescale.simulator.api;

import io.prescale.simulator.api.AutoScalingBackend.SizeUpdate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Carries out the actions of the Auto Scaling API on a backend. */
final class AutoScalingActions {
  static final String SET_DESIRED_CAPACITY = "SetDesiredCapacity";

  private static final String GROUP = "AutoScalingGroupName";
  private static final Set<String> PROCESSES =
      Set.of(
          "Launch",
          "Terminate",
          "AddToLoadBalancer",
          "AlarmNotification",
          "AZRebalance",
          "HealthCheck",
          "InstanceRefresh",
          "ReplaceUnhealthy",
          "ScheduledActions");
  private static final XmlAnswer.Content NOTHING = xml -> {};

  private final AutoScalingBackend backend;

  AutoScalingActions(AutoScalingBackend backend) {
    this.backend = backend;
  }

  /**
   * Carries a request out.
   *
   * @return the inside of the result element
   * @throws ApiException if it is refused
   */
  XmlAnswer.Content carryOut(QueryRequest request) throws ApiException {
    String action = request.action();
    switch (action) {
      case "DescribeAutoScalingGroups" -> {
        return new DescribeGroups(backend, request).answer();
      }
      case SET_DESIRED_CAPACITY ->
          backend.setDesiredCapacity(
              request.requiredText(GROUP),
              request.requiredInteger("DesiredCapacity"),
              request.flag("HonorCooldown"));
      case "UpdateAutoScalingGroup" -> backend.update(request.requiredText(GROUP), sizes(request));
      case "SuspendProcesses" -> backend.suspend(request.requiredText(GROUP), processes(request));
      case "ResumeProcesses" -> backend.resume(request.requiredText(GROUP), processes(request));
      case "CreateOrUpdateTags" -> putTags(request);
      case "DeleteTags" -> removeTags(request);
      default ->
          throw new ApiException(
              400,
              "InvalidAction",
              "Could not find operation " + action + " for version 2011-01-01");
    }
    return NOTHING;
  }

  private static SizeUpdate sizes(QueryRequest request) throws ApiException {
    Optional<Integer> minSize = request.integer("MinSize");
    Optional<Integer> maxSize = request.integer("MaxSize");
    return new SizeUpdate(minSize, maxSize, request.integer("DesiredCapacity"));
  }

  /** The processes named, or all where none is named. */
  private static Set<String> processes(QueryRequest request) throws ApiException {
    Set<String> named = new TreeSet<>(request.texts("ScalingProcesses"));
    for (String process : named) {
      if (!PROCESSES.contains(process)) {
        throw ApiException.validation("The process type " + process + " is not supported");
      }
    }
    return named.isEmpty() ? PROCESSES : named;
  }

  private void putTags(QueryRequest request) throws ApiException {
    for (String member : request.members("Tags")) {
      Map<String, String> tag = new HashMap<>();
      tag.put(request.requiredText(member + ".Key"), request.text(member + ".Value").orElse(""));
      backend.putTags(request.requiredText(member + ".ResourceId"), tag);
    }
  }

  private void removeTags(QueryRequest request) throws ApiException {
    for (String member : request.members("Tags")) {
      Set<String> keys = new HashSet<>(Set.of(request.requiredText(member + ".Key")));
      backend.removeTags(request.requiredText(member + ".ResourceId"), keys);
    }
  }
}
