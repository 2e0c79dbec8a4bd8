package io.prescale.forecasting.history;

import io.prescale.domain.metric.Signal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which column of a history file holds what. Columns that are not of the contract are ignored. */
final class HistoryHeader {
  static final String TIMESTAMP = "timestamp";
  static final String GROUP = "auto_scaling_group";
  static final String SALE_ACTIVE = "is_sale_active";

  /** When a row was written, epoch milliseconds: of a slot's rows the one written last counts. */
  static final String WRITTEN_AT = "written_at";

  static final int ABSENT = -1;

  /** Another name of {@link #SALE_ACTIVE}, which goes first. */
  private static final String EVENT_ACTIVE = "event_active";

  private final List<String> names;
  private final String target;
  private final int timestamp;
  private final int group;
  private final int saleActive;
  private final int writtenAt;
  private final Map<Signal, Integer> signals = new EnumMap<>(Signal.class);

  private HistoryHeader(List<String> names, String target) {
    this.names = names;
    this.target = target;
    this.timestamp = names.indexOf(TIMESTAMP);
    this.group = names.indexOf(GROUP);
    this.saleActive = names.indexOf(names.contains(SALE_ACTIVE) ? SALE_ACTIVE : EVENT_ACTIVE);
    this.writtenAt = names.indexOf(WRITTEN_AT);
    for (Signal signal : Signal.values()) {
      signals.put(signal, isRead(signal) ? names.indexOf(columnOf(signal)) : ABSENT);
    }
    signals.put(Signal.CPU_UTILIZATION, names.indexOf(target));
  }

  /**
   * Reads the header line.
   *
   * @throws HistoryException if a required column is missing, or one stands twice
   */
  static HistoryHeader parse(String file, String[] cells, TargetColumns targets) {
    List<String> names = new ArrayList<>();
    for (String cell : cells) {
      String name = cell.trim().toLowerCase(Locale.ROOT);
      if (names.contains(name) && (isOfContract(name) || targets.names().contains(name))) {
        throw HistoryException.line(file, 1, "column " + name + " stands twice in the header");
      }
      names.add(name);
    }
    if (!names.contains(TIMESTAMP)) {
      throw lacks(file, names, "column " + TIMESTAMP, targets);
    }
    Optional<String> target = targets.in(names);
    if (target.isEmpty()) {
      String any = targets.names().size() == 1 ? "column " : "any of the columns ";
      throw lacks(file, names, any + targets, targets);
    }
    return new HistoryHeader(names, target.get());
  }

  /** Name of the column that holds a signal. */
  static String columnOf(Signal signal) {
    return signal.name().toLowerCase(Locale.ROOT);
  }

  /** What is forecast is no feature beside itself; instances only turn a CPU value into demand. */
  private boolean isRead(Signal signal) {
    switch (signal) {
      case NETWORK_IN:
      case REQUEST_COUNT:
        return !target.equals(columnOf(signal));
      case CPU_UTILIZATION:
      case IN_SERVICE_INSTANCES:
      case DESIRED_CAPACITY:
        return target.equals(columnOf(Signal.CPU_UTILIZATION));
    }
    throw new IllegalArgumentException("unknown signal " + signal);
  }

  private static boolean isOfContract(String name) {
    if (name.equals(TIMESTAMP)
        || name.equals(GROUP)
        || name.equals(SALE_ACTIVE)
        || name.equals(EVENT_ACTIVE)
        || name.equals(WRITTEN_AT)) {
      return true;
    }
    for (Signal signal : Signal.values()) {
      if (name.equals(columnOf(signal))) {
        return true;
      }
    }
    return false;
  }

  private static HistoryException lacks(
      String file, List<String> names, String what, TargetColumns targets) {
    return HistoryException.line(
        file,
        1,
        "the header lacks "
            + what
            + "; expected "
            + TIMESTAMP
            + ","
            + targets.names().get(0)
            + "[,network_in,request_count,...], found \""
            + HistoryException.excerpt(String.join(",", names))
            + "\"");
  }

  int columns() {
    return names.size();
  }

  /** Name of the column that is forecast; {@link Signal#CPU_UTILIZATION} stands for it. */
  String target() {
    return target;
  }

  /** The columns that are read, in the order of the contract. */
  String used() {
    List<String> used = new ArrayList<>(List.of(TIMESTAMP, target));
    for (Signal signal : Signal.values()) {
      if (signal != Signal.CPU_UTILIZATION && column(signal) != ABSENT) {
        used.add(columnOf(signal));
      }
    }
    if (saleActive != ABSENT) {
      used.add(names.get(saleActive));
    }
    if (group != ABSENT) {
      used.add(GROUP);
    }
    return String.join(",", used);
  }

  int timestamp() {
    return timestamp;
  }

  /** {@link #ABSENT} where there is none. */
  int group() {
    return group;
  }

  /** {@link #ABSENT} where there is none. */
  int saleActive() {
    return saleActive;
  }

  /** {@link #ABSENT} where there is none. */
  int writtenAt() {
    return writtenAt;
  }

  /** {@link #ABSENT} where there is none. */
  int column(Signal signal) {
    return signals.get(signal);
  }
}
