package io.prescale.connectors.fleet;

import io.prescale.connectors.polling.PollResult;
import io.prescale.connectors.polling.Poller;
import io.prescale.connectors.polling.PollerFactory;
import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.FleetUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.Filter;

/**
 * Reads the managed fleet: all groups that carry the tag {@value TagReader#MODE_TAG}. A poll tells
 * first which groups (or bindings to target groups) are gone, then which are new or changed, and at
 * last that this was all. In that order a target group that moves from one group to another is
 * never taken from its new owner.
 *
 * <p>A page that fails fails the poll: half a fleet would look like removals. An empty answer after
 * one that was not counts only when the next poll says the same: a fleet seldom vanishes at once,
 * while a wrong account, region or filter looks just like that.
 */
public final class FleetPoller implements Poller<FleetUpdate> {
  private static final Logger LOG = LoggerFactory.getLogger(FleetPoller.class);

  /** The most that DescribeAutoScalingGroups gives at once. */
  private static final int PAGE_SIZE = 100;

  /** A kill switch or a wrong tag on a whole fleet must not flood the log. */
  private static final int MAX_WARNINGS = 20;

  private final AutoScalingConnection connection;
  private final GroupMapper mapper;

  private AutoScalingClient client;
  private Map<String, Observation> known = new LinkedHashMap<>();
  private byte[] state;
  private boolean emptyBefore;

  private FleetPoller(AutoScalingConnection connection, GroupMapper mapper) {
    this.connection = connection;
    this.mapper = mapper;
  }

  /** Pollers of the fleet behind the connection. */
  public static PollerFactory<FleetUpdate> factory(
      AutoScalingConnection connection, TagReader tagReader) {
    Objects.requireNonNull(connection, "connection");
    GroupMapper mapper = new GroupMapper(tagReader);
    return () -> new FleetPoller(connection, mapper);
  }

  @Override
  public void open(byte[] restored) throws IOException {
    client = connection.openClient();
    if (restored != null) {
      for (AutoScalingGroup group : FleetState.read(restored)) {
        known.put(group.name, new Observation(group, null));
      }
    }
  }

  @Override
  public PollResult<FleetUpdate> poll() throws IOException {
    Map<String, Observation> present = describeAll();
    if (present.isEmpty() && !known.isEmpty() && !emptyBefore) {
      emptyBefore = true;
      throw new IOException(
          "no group carries the tag "
              + TagReader.MODE_TAG
              + " any more, after "
              + known.size()
              + " did; waiting for a second poll to confirm it");
    }
    emptyBefore = false;
    List<FleetUpdate> updates = compare(present);
    if (state == null || !updates.isEmpty()) {
      state = FleetState.write(groupsOf(present));
    }
    updates.add(FleetUpdate.snapshotComplete());
    known = present;
    return new PollResult<>(updates, state);
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }

  private Map<String, Observation> describeAll() {
    DescribeAutoScalingGroupsRequest request =
        DescribeAutoScalingGroupsRequest.builder()
            .maxRecords(PAGE_SIZE)
            .filters(Filter.builder().name("tag-key").values(TagReader.MODE_TAG).build())
            .build();
    Map<String, Observation> groups = new LinkedHashMap<>();
    client
        .describeAutoScalingGroupsPaginator(request)
        .autoScalingGroups()
        .forEach(
            described -> {
              if (mapper.isManaged(described)) {
                AutoScalingGroup group = mapper.map(described);
                groups.put(group.name, new Observation(group, GroupMapper.tagsOf(described)));
              }
            });
    return groups;
  }

  private List<FleetUpdate> compare(Map<String, Observation> present) {
    List<FleetUpdate> updates = new ArrayList<>();
    for (Observation before : known.values()) {
      Observation now = present.get(before.group.name);
      if (now == null || !Arrays.equals(before.group.targetGroups, now.group.targetGroups)) {
        updates.add(FleetUpdate.removed(before.group));
      }
    }
    for (Observation now : present.values()) {
      if (!now.sameAs(known.get(now.group.name))) {
        updates.add(FleetUpdate.present(now.group));
      }
    }
    warnOfTagErrors(updates);
    return updates;
  }

  private static void warnOfTagErrors(List<FleetUpdate> updates) {
    List<AutoScalingGroup> held =
        updates.stream()
            .filter(update -> update.group != null && update.group.tagErrors.length > 0)
            .map(update -> update.group)
            .collect(Collectors.toList());
    for (AutoScalingGroup group : held.subList(0, Math.min(held.size(), MAX_WARNINGS))) {
      LOG.warn("Group {} is only observed: {}", group.name, String.join("; ", group.tagErrors));
    }
    if (held.size() > MAX_WARNINGS) {
      LOG.warn("So are {} more groups", held.size() - MAX_WARNINGS);
    }
  }

  private static List<AutoScalingGroup> groupsOf(Map<String, Observation> observations) {
    List<AutoScalingGroup> groups = new ArrayList<>(observations.size());
    observations.values().forEach(observation -> groups.add(observation.group));
    return groups;
  }

  /** A group with the tags that its mode and settings were read from. */
  private static final class Observation {
    private final AutoScalingGroup group;

    /** Null if it was restored, so that it differs from whatever is seen next. */
    private final Map<String, String> tags;

    private Observation(AutoScalingGroup group, Map<String, String> tags) {
      this.group = group;
      this.tags = tags == null ? null : new HashMap<>(tags);
      if (tags != null) {
        // Other tags change without meaning for us.
        this.tags.keySet().removeIf(key -> !key.startsWith("prescale:"));
      }
    }

    private boolean sameAs(Observation before) {
      return before != null
          && tags.equals(before.tags)
          && group.mode == before.group.mode
          && Arrays.equals(group.tagErrors, before.group.tagErrors)
          && GroupMapper.sameNumbers(group, before.group);
    }
  }
}
