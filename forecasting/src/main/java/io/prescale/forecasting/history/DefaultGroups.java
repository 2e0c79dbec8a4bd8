package io.prescale.forecasting.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The groups of files whose rows name none. Files of one name in different folders are told apart
 * by as many folders as it takes; folders such as {@code day=2026-11-24} are partitions and do not
 * tell files apart.
 */
final class DefaultGroups {
  private final Map<String, String> names = new HashMap<>();
  private final Set<String> qualified = new HashSet<>();

  private DefaultGroups() {}

  static DefaultGroups of(List<HistorySource> sources) {
    DefaultGroups groups = new DefaultGroups();
    Map<String, List<SourceGroup>> byName = new HashMap<>();
    for (HistorySource source : sources) {
      SourceGroup group = SourceGroup.of(source.name());
      if (!group.ofPartition()) {
        byName.computeIfAbsent(group.name(), name -> new ArrayList<>()).add(group);
      }
    }
    Map<String, Integer> depths = new HashMap<>();
    byName.forEach((name, same) -> depths.put(name, depthFor(same)));
    for (HistorySource source : sources) {
      SourceGroup group = SourceGroup.of(source.name());
      int depth = group.ofPartition() ? 0 : depths.get(group.name());
      groups.names.put(source.name(), depth == 0 ? group.name() : group.qualified(depth));
      if (depth > 0) {
        groups.qualified.add(source.name());
      }
    }
    return groups;
  }

  /** Fewest folders that tell the files of one name apart; 0 if they are of one series. */
  private static int depthFor(List<SourceGroup> same) {
    SourceGroup first = same.get(0);
    if (same.stream().noneMatch(first::clashesWith)) {
      return 0;
    }
    Set<String> whole = new HashSet<>();
    same.forEach(group -> whole.add(group.qualified(group.depth())));
    int deepest = same.stream().mapToInt(SourceGroup::depth).max().orElse(0);
    for (int depth = 1; depth < deepest; depth++) {
      Set<String> names = new HashSet<>();
      for (SourceGroup group : same) {
        names.add(group.qualified(depth));
      }
      if (names.size() == whole.size()) {
        return depth;
      }
    }
    return deepest;
  }

  String nameOf(HistorySource source) {
    return names.get(source.name());
  }

  /** What is to be said if the name was used. */
  Optional<String> remarkOn(HistorySource source) {
    return qualified.contains(source.name())
        ? Optional.of(
            source.name()
                + " names no group and another folder holds a file of the same name, so its rows are"
                + " group "
                + nameOf(source))
        : Optional.empty();
  }
}
