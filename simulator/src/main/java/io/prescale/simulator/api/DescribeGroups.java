package io.prescale.simulator.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;
import javax.xml.stream.XMLStreamException;

/**
 * DescribeAutoScalingGroups: groups in the order of their names, filtered by name and tags, in
 * pages. A page token stands for the last name told, so that groups which come or go between two
 * pages shift nothing.
 */
final class DescribeGroups {
  private static final int DEFAULT_PAGE = 50;
  private static final int LARGEST_PAGE = 100;
  private static final String TAG_PREFIX = "tag:";

  private final AutoScalingBackend backend;
  private final Predicate<GroupDescription> filter;
  private final Set<String> names;
  private final int pageSize;
  private final String after;

  /**
   * @throws ApiException if a filter, the page size or the page token is invalid
   */
  DescribeGroups(AutoScalingBackend backend, QueryRequest request) throws ApiException {
    this.backend = backend;
    this.filter = filter(request);
    this.names = new HashSet<>(request.texts("AutoScalingGroupNames"));
    this.pageSize = request.integer("MaxRecords").orElse(DEFAULT_PAGE);
    if (pageSize < 1 || pageSize > LARGEST_PAGE) {
      throw ApiException.validation(
          "MaxRecords must be from 1 to " + LARGEST_PAGE + ", but is " + pageSize);
    }
    Optional<String> token = request.text("NextToken");
    this.after = token.isPresent() ? decode(token.get()) : "";
  }

  /** The page that the request asks for. */
  XmlAnswer.Content answer() {
    List<GroupDescription> page = new ArrayList<>();
    boolean more = false;
    SortedSet<String> candidates = backend.groupNames().tailSet(after);
    for (String name : candidates) {
      if (name.equals(after) || !(names.isEmpty() || names.contains(name))) {
        continue;
      }
      Optional<GroupDescription> group = backend.describe(name).filter(filter);
      if (group.isPresent() && page.size() == pageSize) {
        more = true;
        break;
      }
      group.ifPresent(page::add);
    }
    Optional<String> token =
        more ? Optional.of(encode(page.get(pageSize - 1).name())) : Optional.empty();
    return xml -> {
      xml.list("AutoScalingGroups", page, DescribeGroups::write);
      if (token.isPresent()) {
        xml.text("NextToken", token.get());
      }
    };
  }

  private static Predicate<GroupDescription> filter(QueryRequest request) throws ApiException {
    Predicate<GroupDescription> all = group -> true;
    for (String member : request.members("Filters")) {
      String name = request.requiredText(member + ".Name");
      Set<String> values = new HashSet<>(request.texts(member + ".Values"));
      all = all.and(filter(name, values));
    }
    return all;
  }

  private static Predicate<GroupDescription> filter(String name, Set<String> values)
      throws ApiException {
    if (name.equals("tag-key")) {
      return group -> group.tags().keySet().stream().anyMatch(values::contains);
    }
    if (name.equals("tag-value")) {
      return group -> group.tags().values().stream().anyMatch(values::contains);
    }
    if (name.startsWith(TAG_PREFIX)) {
      String key = name.substring(TAG_PREFIX.length());
      return group -> group.tags().containsKey(key) && values.contains(group.tags().get(key));
    }
    throw ApiException.validation(
        "Filter type "
            + name
            + " is not correct. Allowed types are: tag-key, tag-value, tag:<key>");
  }

  private static void write(XmlAnswer xml, GroupDescription group) throws XMLStreamException {
    GroupDescription.Capacity capacity = group.capacity();
    xml.text("AutoScalingGroupName", group.name());
    xml.text(
        "AutoScalingGroupARN",
        "arn:aws:autoscaling:us-east-1:000000000000:autoScalingGroup:0:autoScalingGroupName/"
            + group.name());
    xml.number("MinSize", capacity.minSize());
    xml.number("MaxSize", capacity.maxSize());
    xml.number("DesiredCapacity", capacity.desired());
    xml.number("DefaultCooldown", capacity.cooldownSeconds());
    xml.text("CreatedTime", group.createdTime().toString());
    xml.text("HealthCheckType", "EC2");
    xml.list("AvailabilityZones", List.of("us-east-1a", "us-east-1b"), XmlAnswer::characters);
    xml.list("TargetGroupARNs", group.targetGroupArns(), XmlAnswer::characters);
    xml.list("Instances", group.instances(), DescribeGroups::writeInstance);
    xml.list(
        "SuspendedProcesses",
        group.suspendedProcesses(),
        (item, process) -> {
          item.text("ProcessName", process);
          item.text("SuspensionReason", "User suspended");
        });
    xml.list("Tags", group.tags().entrySet(), (item, tag) -> writeTag(item, group.name(), tag));
  }

  private static void writeInstance(XmlAnswer xml, GroupDescription.Instance instance)
      throws XMLStreamException {
    xml.text("InstanceId", instance.id());
    xml.text("AvailabilityZone", instance.availabilityZone());
    xml.text("LifecycleState", instance.lifecycleState());
    xml.text("HealthStatus", "Healthy");
    xml.text("ProtectedFromScaleIn", "false");
  }

  private static void writeTag(XmlAnswer xml, String group, Map.Entry<String, String> tag)
      throws XMLStreamException {
    xml.text("Key", tag.getKey());
    xml.text("Value", tag.getValue());
    xml.text("ResourceId", group);
    xml.text("ResourceType", "auto-scaling-group");
    xml.text("PropagateAtLaunch", "false");
  }

  private static String encode(String name) {
    return Base64.getUrlEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String token) throws ApiException {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, "InvalidNextToken", "The token is not valid");
    }
  }
}
