package io.prescale.forecasting.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads history files into one series for each group, sorted by group. */
public final class HistorySeriesReader {
  /**
   * Reads all sources; a group's rows may be spread over several, and of two rows with the same
   * time stamp the one written later wins, or else the one read later.
   *
   * @throws HistoryException if a source cannot be used
   */
  public List<HistorySeries> read(List<HistorySource> sources) {
    Map<String, RowBuffer> buffers = new TreeMap<>();
    for (HistorySource source : sources) {
      try (HistoryReader reader = HistoryReader.open(source)) {
        while (reader.hasNext()) {
          HistoryRow row = reader.next();
          buffers
              .computeIfAbsent(row.group(), group -> new RowBuffer(reader.header().target()))
              .add(row);
        }
      }
    }
    List<HistorySeries> series = new ArrayList<>();
    buffers.forEach((group, buffer) -> series.add(HistorySeries.of(group, buffer)));
    return series;
  }
}
