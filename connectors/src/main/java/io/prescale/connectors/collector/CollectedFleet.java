package io.prescale.connectors.collector;

import io.prescale.connectors.polling.Poller;
import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.FleetUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The groups to collect. It asks for the fleet from time to time; while that fails, the groups last
 * known are collected on.
 */
final class CollectedFleet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CollectedFleet.class);

  private final Poller<FleetUpdate> poller;
  private final MetricReader reader;
  private final CollectorSettings settings;
  private final Map<String, AutoScalingGroup> described = new HashMap<>();
  private final Map<String, CollectedGroup> groups = new HashMap<>();
  private Map<String, String[]> loadBalancers = Map.of();
  private Map<String, Long> restored = Map.of();
  private boolean known;
  private long nextPoll = Long.MIN_VALUE;

  CollectedFleet(Poller<FleetUpdate> poller, MetricReader reader, CollectorSettings settings) {
    this.poller = poller;
    this.reader = reader;
    this.settings = settings;
  }

  /**
   * Opens it.
   *
   * @param frontiers of the groups that were collected before, by name
   */
  void open(Map<String, Long> frontiers) throws IOException {
    poller.open(null);
    restored = frontiers;
  }

  Collection<CollectedGroup> groups() {
    return groups.values();
  }

  /** The groups of which something is due, those that are furthest behind first. */
  List<CollectedGroup> behind(long end) {
    List<CollectedGroup> behind = new ArrayList<>();
    for (CollectedGroup group : groups.values()) {
      if (group.frontier() < end) {
        behind.add(group);
      }
    }
    behind.sort(
        Comparator.comparingLong(CollectedGroup::frontier).thenComparing(group -> group.name));
    return behind;
  }

  boolean contains(CollectedGroup group) {
    return groups.get(group.name) == group;
  }

  /** When the fleet is to be asked for next, epoch milliseconds in the time of the metrics. */
  long nextPoll() {
    return nextPoll;
  }

  /**
   * Asks for the fleet, if it is time.
   *
   * @param end of the latest period that is to be read now
   * @throws Exception if there is no answer and never was one
   */
  void refreshIfDue(long now, long end) throws Exception {
    if (now < nextPoll) {
      return;
    }
    try {
      poller.poll().records().forEach(this::note);
      readLoadBalancers();
      apply(end);
      known = true;
    } catch (IOException | RuntimeException failed) {
      if (!known) {
        throw failed;
      }
      LOG.warn(
          "The fleet could not be read; the {} groups last known are collected on: {}",
          groups.size(),
          failed.getMessage());
    }
    nextPoll = now + settings.fleetIntervalMillis();
  }

  private void note(FleetUpdate update) {
    switch (update.kind) {
      case PRESENT:
        described.put(update.name, update.group);
        break;
      case REMOVED:
        described.remove(update.name);
        break;
      case SNAPSHOT_COMPLETE:
        break;
    }
  }

  private void readLoadBalancers() throws InterruptedException {
    if (described.values().stream().allMatch(group -> group.targetGroups.length == 0)) {
      return;
    }
    try {
      loadBalancers = reader.loadBalancers();
    } catch (IOException failed) {
      LOG.warn(
          "The load balancers of the target groups could not be read; request counts of those that"
              + " are not known yet are missing until they can: {}",
          failed.getMessage());
    }
  }

  private void apply(long end) {
    groups.keySet().retainAll(described.keySet());
    long backfillFrom = settings.backfillFrom(end);
    for (AutoScalingGroup group : described.values()) {
      CollectedGroup collected = groups.get(group.name);
      if (collected == null) {
        long frontier = restored.getOrDefault(group.name, backfillFrom);
        groups.put(
            group.name,
            new CollectedGroup(group, loadBalancers, frontier, settings.rememberedPeriods()));
      } else {
        collected.rebind(group, loadBalancers, backfillFrom);
      }
    }
    // A group that leaves the fleet and comes back later is a new one.
    restored = Map.of();
  }

  @Override
  public void close() {
    poller.close();
  }
}
