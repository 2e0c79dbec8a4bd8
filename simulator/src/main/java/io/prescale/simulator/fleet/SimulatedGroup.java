package io.prescale.simulator.fleet;

import io.prescale.simulator.api.ApiException;
import io.prescale.simulator.api.AutoScalingBackend.SizeUpdate;
import io.prescale.simulator.api.CapacityRules;
import io.prescale.simulator.api.GroupDescription;
import io.prescale.simulator.api.GroupDescription.Capacity;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One group as it stands: sizes, instances, waiting work. Not safe for use by several threads; in a
 * fleet it is guarded by the fleet's lock.
 */
public final class SimulatedGroup {
  private final GroupSpecification specification;
  private final Instant created;
  private final InstancePool instances;
  private final WorkQueue queue;
  private final SortedMap<String, String> tags;
  private final SortedSet<String> suspended = new TreeSet<>();
  private Capacity capacity;
  private Instant cooldownEnd = Instant.MIN;

  /**
   * @param seed of what is random about its instances
   */
  public SimulatedGroup(GroupSpecification specification, Instant start, long seed) {
    GroupSpecification.Sizing sizing = specification.sizing();
    this.specification = specification;
    this.created = start;
    this.queue = new WorkQueue();
    this.instances =
        new InstancePool(specification.name(), sizing.life(), sizing.initial(), start, seed);
    this.tags = new TreeMap<>(specification.tags());
    this.capacity =
        new Capacity(
            sizing.min(), sizing.max(), sizing.initial(), (int) sizing.cooldown().toSeconds());
  }

  private SimulatedGroup(SimulatedGroup other) {
    this.specification = other.specification;
    this.created = other.created;
    this.instances = other.instances.copy();
    this.queue = other.queue.copy();
    this.tags = new TreeMap<>(other.tags);
    this.suspended.addAll(other.suspended);
    this.capacity = other.capacity;
    this.cooldownEnd = other.cooldownEnd;
  }

  /** A group that stands the same, and goes its own way. */
  public SimulatedGroup copy() {
    return new SimulatedGroup(this);
  }

  /** Lets the minute pass that begins now. */
  public MinuteReport pass(Instant minute) {
    adjustInstances(minute);
    double work = specification.demand().at(minute);
    MinuteReport.Load load = queue.offer(work, 100 * instances.effectiveInstances(minute));
    return new MinuteReport(
        specification.name(), minute, load, instances.count(minute), capacity.desired());
  }

  /** Desired capacity, instances. */
  public int desiredCapacity() {
    return capacity.desired();
  }

  /** Instances launched so far, those of the start among them. */
  public int launched() {
    return instances.launched();
  }

  /** Launches that failed so far. */
  public int failedLaunches() {
    return instances.failed();
  }

  /**
   * Asks for a capacity.
   *
   * @throws ApiException if it is not within the sizes, or the cooldown is honoured and not over
   */
  public void setDesiredCapacity(int desired, boolean honorCooldown, Instant now)
      throws ApiException {
    CapacityRules.checkWithinLimits(desired, capacity.minSize(), capacity.maxSize());
    if (honorCooldown && now.isBefore(cooldownEnd)) {
      throw ApiException.scalingActivityInProgress(
          "The group " + specification.name() + " cools down until " + cooldownEnd);
    }
    resize(
        new Capacity(capacity.minSize(), capacity.maxSize(), desired, capacity.cooldownSeconds()),
        now);
  }

  void update(SizeUpdate update, Instant now) throws ApiException {
    resize(update.applyTo(capacity), now);
  }

  private void resize(Capacity changed, Instant now) {
    if (changed.desired() != capacity.desired()) {
      cooldownEnd = now.plusSeconds(changed.cooldownSeconds());
    }
    capacity = changed;
    adjustInstances(now);
  }

  private void adjustInstances(Instant now) {
    instances.adjust(
        now, capacity.desired(), !suspended.contains("Launch"), !suspended.contains("Terminate"));
  }

  SortedMap<String, String> tags() {
    return tags;
  }

  SortedSet<String> suspended() {
    return suspended;
  }

  GroupSpecification specification() {
    return specification;
  }

  GroupDescription describe(Instant now) {
    return new GroupDescription(
        specification.name(),
        capacity,
        created,
        instances.describe(now),
        new TreeMap<>(tags),
        specification
            .traffic()
            .loadBalancer()
            .map(balancer -> List.of(balancer.targetGroupArn()))
            .orElse(List.of()),
        new TreeSet<>(suspended));
  }
}
