package io.prescale.simulator.backtest;

import io.prescale.domain.time.Slots;
import io.prescale.simulator.backtest.result.BacktestSettings;
import io.prescale.simulator.demand.DemandSeries;
import io.prescale.simulator.generate.HistoryWriter;
import io.prescale.simulator.generate.SlotSample;
import io.prescale.simulator.metric.MetricDatum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns demand into the history that a group serving it under target tracking would have, so that a
 * model can be trained on what the job will see: one file for each series, the same bytes for the
 * same arguments. The last slot, whose metrics are not all published, is left out.
 */
public final class HistoryExport {
  private final BacktestSettings settings;
  private final InstanceScale scale;

  public HistoryExport(BacktestSettings settings, InstanceScale scale) {
    this.settings = settings;
    this.scale = scale;
  }

  /**
   * Writes the files.
   *
   * @param folder made if it does not exist
   * @return the files, in the order of the series
   * @throws IOException if one cannot be written
   * @throws io.prescale.simulator.demand.DemandException if a series cannot be used
   */
  public List<Path> write(List<DemandSeries> demand, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (DemandSeries series : demand) {
      Path file = folder.resolve(series.name().replaceAll("[^A-Za-z0-9._-]", "_") + ".csv");
      try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
        Rows rows = new Rows(series, new HistoryWriter(out));
        new Backtest(settings, scale, List.of(PolicyName.TARGET_TRACKING), Optional.empty(), rows)
            .run(List.of(series), 1);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      files.add(file);
    }
    return files;
  }

  /** Puts the minutes of a group together to rows. */
  private static final class Rows implements BacktestObserver {
    private final DemandSeries series;
    private final HistoryWriter out;
    private long slot = Long.MIN_VALUE;
    private SlotSample sample = new SlotSample();

    Rows(DemandSeries series, HistoryWriter out) {
      this.series = series;
      this.out = out;
    }

    @Override
    public boolean follows(String name, PolicyName policy) {
      return true;
    }

    @Override
    public void published(String name, PolicyName policy, List<MetricDatum> data) {
      for (MetricDatum datum : data) {
        long next = Slots.startOf(datum.timestamp().toEpochMilli());
        if (next != slot) {
          finish();
          slot = next;
          sample = new SlotSample();
        }
        sample.add(datum);
      }
    }

    private void finish() {
      // The first slot may be a part of one only, which is as good as any.
      if (slot == Long.MIN_VALUE) {
        return;
      }
      try {
        boolean balanced = series.unit().equals(SeriesBacktest.REQUESTS);
        out.write(Instant.ofEpochMilli(slot), series.name(), sample, balanced, isEventOn());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private boolean isEventOn() {
      int first = (int) ((slot - series.start().toEpochMilli()) / 60_000);
      int end = first + (int) Slots.LENGTH.toMinutes();
      for (int minute = Math.max(0, first); minute < Math.min(end, series.minutes()); minute++) {
        if (series.events()[minute]) {
          return true;
        }
      }
      return false;
    }
  }
}
