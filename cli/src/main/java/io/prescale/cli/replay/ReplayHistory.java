package io.prescale.cli.replay;

import io.prescale.domain.metric.Signal;
import io.prescale.domain.sample.Slots;
import io.prescale.forecasting.history.HistoryReader;
import io.prescale.forecasting.history.HistoryRow;
import io.prescale.forecasting.history.HistorySource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rows of history files in the order of their time stamps, and what they say of the groups. */
final class ReplayHistory {
  private final List<HistoryRow> rows;

  private ReplayHistory(List<HistoryRow> rows) {
    this.rows = rows;
  }

  /**
   * Reads files, or the CSV files of folders, into memory.
   *
   * @throws io.prescale.forecasting.history.HistoryException naming file, line and column, if one
   *     cannot be used
   */
  static ReplayHistory read(List<Path> paths) {
    List<HistoryRow> rows = new ArrayList<>();
    for (HistorySource source : HistorySource.ofPaths(paths)) {
      try (HistoryReader reader = HistoryReader.open(source)) {
        reader.forEachRemaining(rows::add);
      }
    }
    // Stable: of two rows with the same time stamp the one read later comes later, and so wins.
    rows.sort(Comparator.comparingLong(HistoryRow::timestamp));
    return new ReplayHistory(rows);
  }

  /** The rows, oldest first. */
  List<HistoryRow> rows() {
    return rows;
  }

  /** The groups by name, each with what its history holds. */
  SortedMap<String, ReplayGroup> groups() {
    SortedMap<String, ReplayGroup> groups = new TreeMap<>();
    for (HistoryRow row : rows) {
      groups.computeIfAbsent(row.group(), ReplayGroup::new).add(row);
    }
    return groups;
  }

  /** Number of five-minute samples that the rows make up. */
  long samples() {
    Map<String, Set<Long>> slots = new HashMap<>();
    for (HistoryRow row : rows) {
      slots
          .computeIfAbsent(row.group(), group -> new HashSet<>())
          .add(Slots.startOf(row.timestamp()));
    }
    return slots.values().stream().mapToLong(Set::size).sum();
  }

  /** What a history says of one group. */
  static final class ReplayGroup {
    private final String name;
    private boolean loadBalanced;
    private double largestCapacity;

    ReplayGroup(String name) {
      this.name = name;
    }

    private void add(HistoryRow row) {
      loadBalanced |= row.has(Signal.REQUEST_COUNT);
      for (Signal signal : new Signal[] {Signal.DESIRED_CAPACITY, Signal.IN_SERVICE_INSTANCES}) {
        if (row.has(signal)) {
          largestCapacity = Math.max(largestCapacity, row.value(signal));
        }
      }
    }

    String name() {
      return name;
    }

    /** Whether there is any request count. */
    boolean isLoadBalanced() {
      return loadBalanced;
    }

    /** The target group that the replay makes up for the group's requests. */
    String targetGroup() {
      return targetGroupOf(name);
    }

    /** The most instances that the history shows, 0 where it shows none. */
    int largestCapacity() {
      return (int) Math.ceil(largestCapacity);
    }
  }

  static String targetGroupOf(String group) {
    return "targetgroup/" + group + "/replay";
  }
}
