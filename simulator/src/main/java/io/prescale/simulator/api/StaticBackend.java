package io.prescale.simulator.api;

import io.prescale.simulator.api.GroupDescription.Capacity;
import io.prescale.simulator.api.GroupDescription.Instance;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Groups without a life of their own: whatever capacity is set is in service at once, nothing cools
 * down and there are no metrics. For tests that bring their own.
 */
public final class StaticBackend implements AutoScalingBackend {
  private final Clock clock;
  private final TreeMap<String, GroupDescription> groups = new TreeMap<>();

  public StaticBackend(Clock clock) {
    this.clock = clock;
  }

  /** Adds a group, or replaces one. */
  public synchronized StaticBackend put(GroupDescription group) {
    groups.put(group.name(), group);
    return this;
  }

  /** Adds a group with the sizes and tags given, in instances. */
  public StaticBackend put(
      String name, int minSize, int maxSize, int desired, Map<String, String> tags) {
    return put(
        new GroupDescription(
            name,
            new Capacity(minSize, maxSize, desired, 300),
            now(),
            inService(name, desired),
            new TreeMap<>(tags),
            List.of(),
            new TreeSet<>()));
  }

  /** Removes a group. */
  public synchronized StaticBackend remove(String name) {
    groups.remove(name);
    return this;
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public synchronized SortedSet<String> groupNames() {
    return new TreeSet<>(groups.keySet());
  }

  @Override
  public synchronized Optional<GroupDescription> describe(String group) {
    return Optional.ofNullable(groups.get(group));
  }

  @Override
  public synchronized void setDesiredCapacity(String group, int desired, boolean honorCooldown)
      throws ApiException {
    Capacity old = existing(group).capacity();
    CapacityRules.checkWithinLimits(desired, old.minSize(), old.maxSize());
    resize(group, new Capacity(old.minSize(), old.maxSize(), desired, old.cooldownSeconds()));
  }

  @Override
  public synchronized void update(String group, SizeUpdate update) throws ApiException {
    resize(group, update.applyTo(existing(group).capacity()));
  }

  @Override
  public synchronized void suspend(String group, Set<String> processes) throws ApiException {
    TreeSet<String> suspended = new TreeSet<>(existing(group).suspendedProcesses());
    suspended.addAll(processes);
    setSuspended(group, suspended);
  }

  @Override
  public synchronized void resume(String group, Set<String> processes) throws ApiException {
    TreeSet<String> suspended = new TreeSet<>(existing(group).suspendedProcesses());
    suspended.removeAll(processes);
    setSuspended(group, suspended);
  }

  @Override
  public synchronized void putTags(String group, Map<String, String> tags) throws ApiException {
    TreeMap<String, String> all = new TreeMap<>(existing(group).tags());
    all.putAll(tags);
    setTags(group, all);
  }

  @Override
  public synchronized void removeTags(String group, Set<String> keys) throws ApiException {
    TreeMap<String, String> all = new TreeMap<>(existing(group).tags());
    all.keySet().removeAll(keys);
    setTags(group, all);
  }

  private GroupDescription existing(String group) throws ApiException {
    return describe(group).orElseThrow(() -> ApiException.unknownGroup(group));
  }

  private void resize(String group, Capacity capacity) throws ApiException {
    GroupDescription old = existing(group);
    put(
        new GroupDescription(
            group,
            capacity,
            old.createdTime(),
            inService(group, capacity.desired()),
            old.tags(),
            old.targetGroupArns(),
            old.suspendedProcesses()));
  }

  private void setSuspended(String group, SortedSet<String> suspended) throws ApiException {
    GroupDescription old = existing(group);
    put(
        new GroupDescription(
            group,
            old.capacity(),
            old.createdTime(),
            old.instances(),
            old.tags(),
            old.targetGroupArns(),
            suspended));
  }

  private void setTags(String group, SortedMap<String, String> tags) throws ApiException {
    GroupDescription old = existing(group);
    put(
        new GroupDescription(
            group,
            old.capacity(),
            old.createdTime(),
            old.instances(),
            tags,
            old.targetGroupArns(),
            old.suspendedProcesses()));
  }

  private static List<Instance> inService(String group, int count) {
    List<Instance> instances = new ArrayList<>(count);
    for (int number = 0; number < count; number++) {
      String id = String.format("i-%08x%09x", group.hashCode(), number);
      instances.add(new Instance(id, "us-east-1a", Instance.IN_SERVICE));
    }
    return List.copyOf(instances);
  }
}
