package io.prescale.simulator.demand;

import io.prescale.domain.metric.Signal;
import io.prescale.forecasting.history.HistoryReader;
import io.prescale.forecasting.history.HistoryRow;
import io.prescale.forecasting.history.HistorySource;
import io.prescale.forecasting.history.TargetColumns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads demand traces: CSV with a {@code timestamp} and one of {@link #COLUMNS}, in rows at equal
 * distances of one minute to one hour; {@code event_active} and {@code auto_scaling_group} may
 * follow. What {@code request_count} counts is spread over its period, the other columns are levels
 * that hold for it.
 */
public final class DemandReader {
  /** Columns that demand is taken from: the first that a file has. */
  public static final List<String> COLUMNS =
      List.of("demand", "request_count", "value", "cpu_utilization");

  private static final String COUNT = "request_count";
  private static final int LONGEST_GAP_MINUTES = 60;

  private DemandReader() {}

  /**
   * Reads the series of one file, in the order in which they begin.
   *
   * @throws DemandException if its demand cannot be used
   * @throws io.prescale.forecasting.history.HistoryException if the file cannot be read, or holds
   *     what is no such number or time
   */
  public static List<DemandSeries> read(Path file) {
    String source = file.toString();
    Map<String, MinuteGrid> grids = new LinkedHashMap<>();
    String column;
    try (HistoryReader reader =
        HistoryReader.open(HistorySource.of(file), TargetColumns.of(COLUMNS))) {
      column = reader.targetColumn();
      while (reader.hasNext()) {
        HistoryRow row = reader.next();
        grids
            .computeIfAbsent(row.group(), group -> new MinuteGrid(group, source))
            .add(
                new MinuteGrid.Point(
                    row.timestamp(),
                    row.value(Signal.CPU_UTILIZATION),
                    row.saleActive(),
                    row.line()));
      }
    }
    if (grids.isEmpty()) {
      throw DemandException.in(source, "expected rows of demand below the header, found none");
    }
    List<DemandSeries> series = new ArrayList<>();
    grids
        .values()
        .forEach(
            grid -> series.add(grid.toSeries(column, column.equals(COUNT), LONGEST_GAP_MINUTES)));
    return series;
  }
}
