package io.prescale.simulator.fleet;

import io.prescale.simulator.api.ApiException;
import io.prescale.simulator.api.AutoScalingBackend;
import io.prescale.simulator.api.GroupDescription;
import io.prescale.simulator.metric.MetricFeed;
import io.prescale.simulator.metric.MetricLog;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A fleet of auto scaling groups in simulated time, which passes in steps of one minute when {@link
 * #advanceTo} is called. The same specification, steps and commands give the same fleet. Safe for
 * use by several threads.
 */
public final class SimulatedFleet implements AutoScalingBackend {
  /** Length of a step. */
  public static final Duration STEP = Duration.ofMinutes(1);

  private final SortedMap<String, SimulatedGroup> groups = new TreeMap<>();
  private final SortedMap<String, GroupMetrics> metrics = new TreeMap<>();
  private final SortedSet<String> names;
  private final MetricLog log;
  private final Object lock = new Object();
  private List<MinuteReport> lastMinute = List.of();
  private Instant now;

  /**
   * @param log takes the metrics
   * @throws IllegalArgumentException if the start is not a whole minute, or two groups have the
   *     same name
   */
  public SimulatedFleet(FleetSpecification specification, MetricLog log) {
    this.now = specification.start();
    this.log = log;
    if (!now.equals(now.truncatedTo(ChronoUnit.MINUTES))) {
      throw new IllegalArgumentException("start must be a whole minute, but is " + now);
    }
    for (GroupSpecification group : specification.groups()) {
      long seed = specification.seed() + group.name().hashCode();
      if (groups.put(group.name(), new SimulatedGroup(group, now, seed)) != null) {
        throw new IllegalArgumentException("two groups have the name " + group.name());
      }
      metrics.put(group.name(), new GroupMetrics(group, seed));
    }
    this.names = Collections.unmodifiableSortedSet(new TreeSet<>(groups.keySet()));
  }

  /**
   * Lets all whole minutes up to this instant pass; nothing happens if there is none. Requests are
   * served between the minutes. Stops early when the thread is interrupted.
   */
  public void advanceTo(Instant target) {
    boolean passed = true;
    while (passed && !Thread.currentThread().isInterrupted()) {
      passed = passMinuteUpTo(target);
    }
  }

  private boolean passMinuteUpTo(Instant target) {
    synchronized (lock) {
      Instant end = now.plus(STEP);
      if (end.isAfter(target)) {
        return false;
      }
      List<MinuteReport> reports = new ArrayList<>(groups.size());
      for (SimulatedGroup group : groups.values()) {
        MinuteReport report = group.pass(now);
        reports.add(report);
        log.append(metrics.get(report.group()).of(report));
      }
      lastMinute = List.copyOf(reports);
      now = end;
      log.publishUntil(end);
      return true;
    }
  }

  /** What happened in the minute that passed last, by group name; empty before the first. */
  public List<MinuteReport> lastMinute() {
    synchronized (lock) {
      return lastMinute;
    }
  }

  /** The metrics published so far. */
  public MetricFeed metrics() {
    return log;
  }

  /** The end of the minute that passed last. */
  @Override
  public Instant now() {
    synchronized (lock) {
      return now;
    }
  }

  @Override
  public SortedSet<String> groupNames() {
    return names;
  }

  @Override
  public Optional<GroupDescription> describe(String group) {
    synchronized (lock) {
      return Optional.ofNullable(groups.get(group)).map(found -> found.describe(now));
    }
  }

  @Override
  public void setDesiredCapacity(String group, int desired, boolean honorCooldown)
      throws ApiException {
    synchronized (lock) {
      existing(group).setDesiredCapacity(desired, honorCooldown, now);
    }
  }

  @Override
  public void update(String group, SizeUpdate update) throws ApiException {
    synchronized (lock) {
      existing(group).update(update, now);
    }
  }

  @Override
  public void suspend(String group, Set<String> processes) throws ApiException {
    synchronized (lock) {
      existing(group).suspended().addAll(processes);
    }
  }

  @Override
  public void resume(String group, Set<String> processes) throws ApiException {
    synchronized (lock) {
      existing(group).suspended().removeAll(processes);
    }
  }

  @Override
  public void putTags(String group, Map<String, String> tags) throws ApiException {
    synchronized (lock) {
      existing(group).tags().putAll(tags);
    }
  }

  @Override
  public void removeTags(String group, Set<String> keys) throws ApiException {
    synchronized (lock) {
      existing(group).tags().keySet().removeAll(keys);
    }
  }

  private SimulatedGroup existing(String group) throws ApiException {
    SimulatedGroup found = groups.get(group);
    if (found == null) {
      throw ApiException.unknownGroup(group);
    }
    return found;
  }
}
