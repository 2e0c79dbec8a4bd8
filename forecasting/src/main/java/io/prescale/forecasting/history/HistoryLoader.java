package io.prescale.forecasting.history;

import io.prescale.domain.metric.Signal;
import io.prescale.domain.sample.Sample;
import io.prescale.domain.time.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads what can be used of history files, for training and evaluation, and says what could not.
 * Left out are files that are no such CSV, rows that {@link HistoryReader} would refuse a file for,
 * rows that a later one of the same time stamp replaces, and series too short for one window. A
 * place that cannot be read is an error all the same: what it holds is unknown.
 */
public final class HistoryLoader {
  private static final int FEWEST_SAMPLES = Slots.SEQUENCE_LENGTH + Slots.HORIZONS;
  private static final int LISTED_REASONS = 20;

  private final TargetColumns targets;
  private final TreeMap<String, RowBuffer> buffers = new TreeMap<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private final HistoryRemarks remarks = new HistoryRemarks();

  private HistoryLoader(TargetColumns targets) {
    this.targets = targets;
  }

  /**
   * Reads all sources. A group's rows may be spread over several, and of two rows with the same
   * time stamp the one written later wins, or else the one read later. Files that are groups by
   * their names alone and have the same name in different folders are different groups.
   *
   * @param targets columns of which one is forecast
   * @throws HistoryException if a source cannot be read, or nothing usable is left; the message
   *     lists the reasons
   */
  public static LoadedHistory load(List<HistorySource> sources, TargetColumns targets) {
    HistoryLoader loader = new HistoryLoader(targets);
    DefaultGroups groups = DefaultGroups.of(sources);
    sources.forEach(source -> loader.read(source, groups));
    List<HistorySeries> series = loader.series();
    if (series.isEmpty()) {
      throw HistoryException.nothingLeft(loader.reasons());
    }
    return new LoadedHistory(series, loader.leftOut, loader.remarks.sentences());
  }

  private void read(HistorySource source, DefaultGroups groups) {
    LeftOutRows rows = new LeftOutRows(source.name());
    try (HistoryReader reader = HistoryReader.open(source, groups.nameOf(source), targets, rows)) {
      remarks.columns(source.name(), reader.header());
      boolean any = false;
      while (reader.hasNext()) {
        any = true;
        add(reader.next(), reader.header().target(), rows);
      }
      if (reader.usedDefaultGroup()) {
        groups.remarkOn(source).ifPresent(remarks::add);
      }
      if (!any && rows.isEmpty()) {
        leftOut.add(new LeftOut(source.name(), "has a header but no rows", 0, 0));
      }
    } catch (HistoryException e) {
      if (!e.isOfContent()) {
        throw e;
      }
      leftOut.add(new LeftOut(source.name(), e.problem(), 0, 0));
    }
    leftOut.addAll(rows.leftOut());
  }

  /** Two quantities in one series would look like a jump of the load. */
  private void add(HistoryRow row, String target, LeftOutRows rows) {
    RowBuffer buffer = buffers.computeIfAbsent(row.group(), group -> new RowBuffer(target));
    if (buffer.target().equals(target)) {
      buffer.add(row);
    } else {
      rows.add(
          "hold "
              + target
              + " of group "
              + HistoryException.excerpt(row.group())
              + ", of which "
              + buffer.target()
              + " was read before",
          row.line());
    }
  }

  /** Each buffer is given up once its series is made: they never need memory all at once. */
  private List<HistorySeries> series() {
    List<HistorySeries> usable = new ArrayList<>();
    for (Map.Entry<String, RowBuffer> entry = buffers.pollFirstEntry();
        entry != null;
        entry = buffers.pollFirstEntry()) {
      HistorySeries series = HistorySeries.of(entry.getKey(), entry.getValue());
      if (isUsable(series, entry.getValue())) {
        usable.add(series);
      }
    }
    return usable;
  }

  private boolean isUsable(HistorySeries series, RowBuffer buffer) {
    String group = HistoryException.excerpt(series.group());
    if (series.duplicates() > 0) {
      leftOut.add(
          new LeftOut(
              group, "replaced by a later row of the same time stamp", series.duplicates(), 0));
    }
    if (!buffer.hasAny(Signal.CPU_UTILIZATION)) {
      leftOut.add(new LeftOut(group, "no row has a value of " + buffer.target(), 0, 0));
      return false;
    }
    long measured = series.samples().stream().filter(Sample::hasCpu).count();
    if (measured < FEWEST_SAMPLES) {
      leftOut.add(
          new LeftOut(
              group,
              measured
                  + " samples of five minutes are too few; at least "
                  + FEWEST_SAMPLES
                  + " are needed, "
                  + Slots.SEQUENCE_LENGTH
                  + " to forecast from and "
                  + Slots.HORIZONS
                  + " to learn from",
              0,
              0));
      return false;
    }
    if (isConstant(series)) {
      remarks.constant(group, series.samples().get(0).cpuUtilization());
    }
    return true;
  }

  private static boolean isConstant(HistorySeries series) {
    return series.samples().stream()
            .filter(Sample::hasCpu)
            .mapToDouble(Sample::cpuUtilization)
            .distinct()
            .limit(2)
            .count()
        == 1;
  }

  private String reasons() {
    String more =
        leftOut.size() > LISTED_REASONS
            ? "\n  and " + (leftOut.size() - LISTED_REASONS) + " more"
            : "";
    return "nothing in the history can be used:"
        + leftOut.stream()
            .limit(LISTED_REASONS)
            .map(one -> "\n  " + one)
            .collect(Collectors.joining())
        + more;
  }
}
