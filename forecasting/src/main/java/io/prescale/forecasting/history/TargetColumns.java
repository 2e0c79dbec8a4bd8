package io.prescale.forecasting.history;

import io.prescale.domain.metric.Signal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The columns of which one is forecast: the first that a file has. Its values, averaged over each
 * slot, take the place of the CPU utilisation. Immutable.
 */
public final class TargetColumns {
  private static final List<String> RESERVED =
      List.of(HistoryHeader.TIMESTAMP, HistoryHeader.GROUP, HistoryHeader.SALE_ACTIVE);

  private final List<String> names;

  private TargetColumns(List<String> names) {
    this.names = names;
  }

  /** CPU utilisation and nothing else: what the job forecasts. */
  public static TargetColumns cpuUtilization() {
    return new TargetColumns(List.of(HistoryHeader.columnOf(Signal.CPU_UTILIZATION)));
  }

  /**
   * The columns in order of preference.
   *
   * @param names compared without regard to case
   * @throws IllegalArgumentException if there is none, or one is empty or no value to forecast
   */
  public static TargetColumns of(List<String> names) {
    Set<String> columns = new LinkedHashSet<>();
    for (String name : names) {
      String column = name.trim().toLowerCase(Locale.ROOT);
      if (column.isEmpty()) {
        throw new IllegalArgumentException("a column to forecast needs a name");
      }
      if (RESERVED.contains(column)) {
        throw new IllegalArgumentException(
            "column " + column + " cannot be forecast; name one that holds values");
      }
      columns.add(column);
    }
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("at least one column to forecast is needed");
    }
    return new TargetColumns(List.copyOf(columns));
  }

  /** Columns in order of preference, with commas between; see {@link #of}. */
  public static TargetColumns parse(String text) {
    return of(Arrays.stream(text.split(",", -1)).collect(Collectors.toList()));
  }

  /** The names in order of preference, in lower case. */
  public List<String> names() {
    return names;
  }

  /** The first of them that is among the columns. */
  Optional<String> in(List<String> columns) {
    return names.stream().filter(columns::contains).findFirst();
  }

  @Override
  public String toString() {
    return String.join(",", names);
  }
}
