package io.prescale.forecasting.history;

import io.prescale.domain.metric.Signal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which column of a history file holds what. Columns that are not of the contract are ignored. */
final class HistoryHeader {
  static final String TIMESTAMP = "timestamp";
  static final String GROUP = "auto_scaling_group";
  static final String SALE_ACTIVE = "is_sale_active";
  static final int ABSENT = -1;

  private final List<String> names;
  private final int timestamp;
  private final int group;
  private final int saleActive;
  private final Map<Signal, Integer> signals = new EnumMap<>(Signal.class);

  private HistoryHeader(List<String> names) {
    this.names = names;
    this.timestamp = names.indexOf(TIMESTAMP);
    this.group = names.indexOf(GROUP);
    this.saleActive = names.indexOf(SALE_ACTIVE);
    for (Signal signal : Signal.values()) {
      signals.put(signal, names.indexOf(columnOf(signal)));
    }
  }

  /**
   * Reads the header line.
   *
   * @throws HistoryException if a required column is missing, or one stands twice
   */
  static HistoryHeader parse(String file, String[] cells) {
    List<String> names = new ArrayList<>();
    for (String cell : cells) {
      String name = cell.trim().toLowerCase(Locale.ROOT);
      if (names.contains(name) && isOfContract(name)) {
        throw HistoryException.line(file, 1, "column " + name + " stands twice in the header");
      }
      names.add(name);
    }
    require(file, names, TIMESTAMP);
    require(file, names, columnOf(Signal.CPU_UTILIZATION));
    return new HistoryHeader(names);
  }

  /** Name of the column that holds a signal. */
  static String columnOf(Signal signal) {
    return signal.name().toLowerCase(Locale.ROOT);
  }

  private static boolean isOfContract(String name) {
    if (name.equals(TIMESTAMP) || name.equals(GROUP) || name.equals(SALE_ACTIVE)) {
      return true;
    }
    for (Signal signal : Signal.values()) {
      if (name.equals(columnOf(signal))) {
        return true;
      }
    }
    return false;
  }

  private static void require(String file, List<String> names, String column) {
    if (!names.contains(column)) {
      throw HistoryException.line(
          file,
          1,
          "the header lacks column "
              + column
              + "; expected "
              + TIMESTAMP
              + ","
              + columnOf(Signal.CPU_UTILIZATION)
              + "[,network_in,request_count,...], found \""
              + HistoryException.excerpt(String.join(",", names))
              + "\"");
    }
  }

  int columns() {
    return names.size();
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
  int column(Signal signal) {
    return signals.get(signal);
  }
}
