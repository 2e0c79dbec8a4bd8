package io.prescale.training;

import io.prescale.forecasting.history.HistorySeries;
import io.prescale.forecasting.history.HistorySeriesReader;
import io.prescale.forecasting.history.HistorySource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/** Builds the history of one group for tests, five minutes a row. */
public final class SeriesBuilder {
  public static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private final String group;
  private final StringBuilder text = new StringBuilder();

  private SeriesBuilder(String group, String header) {
    this.group = group;
    text.append(header).append('\n');
  }

  /** CPU utilisation by slot; {@code NaN} leaves the row out. */
  public static SeriesBuilder cpu(String group, int slots, IntToDoubleFunction values) {
    SeriesBuilder builder = new SeriesBuilder(group, "timestamp,cpu_utilization");
    for (int slot = 0; slot < slots; slot++) {
      double value = values.applyAsDouble(slot);
      if (!Double.isNaN(value)) {
        builder.row(slot, String.format(Locale.ROOT, "%.4f", value));
      }
    }
    return builder;
  }

  /** CPU utilisation and in-service instances by slot. */
  public static SeriesBuilder demand(
      String group, int slots, IntToDoubleFunction cpu, IntToDoubleFunction instances) {
    SeriesBuilder builder =
        new SeriesBuilder(group, "timestamp,cpu_utilization,in_service_instances");
    for (int slot = 0; slot < slots; slot++) {
      builder.row(slot, cpu.applyAsDouble(slot) + "," + instances.applyAsDouble(slot));
    }
    return builder;
  }

  /** CPU utilisation by slot, and whether a sale is on. */
  public static SeriesBuilder sales(
      String group, int slots, IntToDoubleFunction cpu, IntPredicate sale) {
    SeriesBuilder builder = new SeriesBuilder(group, "timestamp,cpu_utilization,is_sale_active");
    for (int slot = 0; slot < slots; slot++) {
      builder.row(slot, cpu.applyAsDouble(slot) + "," + (sale.test(slot) ? 1 : 0));
    }
    return builder;
  }

  private void row(int slot, String cells) {
    text.append(START.plusSeconds(slot * 300L)).append(',').append(cells).append('\n');
  }

  public HistorySeries build() {
    return new HistorySeriesReader().read(List.of(new TextSource(group, text.toString()))).get(0);
  }

  public Path writeTo(Path folder) throws IOException {
    return Files.writeString(folder.resolve(group + ".csv"), text);
  }

  /** A history file in memory. */
  private record TextSource(String group, String text) implements HistorySource {
    @Override
    public String name() {
      return group + ".csv";
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
