package io.prescale.cli.replay;

import io.prescale.domain.metric.Signal;
import io.prescale.domain.time.Slots;
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
import java.util.stream.IntStream;

/** The rows of history files by minute and group, and what they say of the groups. */
final class ReplayHistory {
  private static final long MINUTE = 60_000;

  private static final Comparator<HistoryRow> IN_ORDER =
      Comparator.comparingLong(ReplayHistory::minute)
          .thenComparing(HistoryRow::group)
          .thenComparingLong(HistoryRow::timestamp)
          .thenComparingLong(HistoryRow::writtenAt);

  private final List<HistoryRow> rows;

  /** Index of each record's first row, and the number of rows. */
  private final int[] bounds;

  private ReplayHistory(List<HistoryRow> rows) {
    this.rows = rows;
    this.bounds =
        IntStream.rangeClosed(0, rows.size())
            .filter(index -> index == 0 || index == rows.size() || beginsRecord(index))
            .toArray();
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
    // A stable sort: of two rows with the same time stamp the one read later comes later.
    rows.sort(IN_ORDER);
    return new ReplayHistory(withoutReplaced(rows));
  }

  /** Of the rows of one group and time stamp the last counts, as in training and evaluation. */
  private static List<HistoryRow> withoutReplaced(List<HistoryRow> sorted) {
    List<HistoryRow> kept = new ArrayList<>(sorted.size());
    for (HistoryRow row : sorted) {
      int last = kept.size() - 1;
      if (last >= 0 && isReplaced(kept.get(last), row)) {
        kept.set(last, row);
      } else {
        kept.add(row);
      }
    }
    return kept;
  }

  private static boolean isReplaced(HistoryRow before, HistoryRow row) {
    return before.timestamp() == row.timestamp() && before.group().equals(row.group());
  }

  /** The rows, oldest minute first; those of one group oldest first. */
  List<HistoryRow> rows() {
    return rows;
  }

  /** Number of records, each of which holds the rows of one group in one minute. */
  int records() {
    return bounds.length - 1;
  }

  /**
   * The rows of one record. Rows of one minute replace each other's values, so they must not be
   * torn apart: records may overtake each other.
   */
  List<HistoryRow> record(int index) {
    return rows.subList(bounds[index], bounds[index + 1]);
  }

  private boolean beginsRecord(int index) {
    HistoryRow before = rows.get(index - 1);
    HistoryRow row = rows.get(index);
    return minute(before) != minute(row) || !before.group().equals(row.group());
  }

  private static long minute(HistoryRow row) {
    return Math.floorDiv(row.timestamp(), MINUTE);
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
