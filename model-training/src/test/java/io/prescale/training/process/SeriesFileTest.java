package io.prescale.training.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.forecasting.history.HistorySeries;
import io.prescale.forecasting.history.HistorySeriesReader;
import io.prescale.forecasting.history.HistorySource;
import io.prescale.training.series.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesFileTest {
  @TempDir Path folder;

  /** Names with commas and quotes, numbers of any size, signals that are absent, gaps. */
  @Test
  void readsBackWhatWasWrittenToTheBit() throws IOException {
    List<HistorySeries> history = history();
    Path file = folder.resolve("copy.csv");

    SeriesFile.write(history, one -> Integer.MAX_VALUE, file);

    String checksum = SeriesFile.checksum(history);
    assertThat(SeriesFile.checksum(SeriesFile.read(file, checksum))).isEqualTo(checksum);
  }

  @Test
  void writesTheOldestSlotsOfEach() throws IOException {
    List<HistorySeries> history = history();
    Path file = folder.resolve("copy.csv");
    SeriesFile.write(history, one -> 40, file);

    List<HistorySeries> read = new HistorySeriesReader().read(List.of(HistorySource.of(file)));

    for (int series = 0; series < history.size(); series++) {
      HistorySeries whole = history.get(series);
      long end = whole.samples().get(0).slotStart() + 40 * 300_000L;
      assertThat(read.get(series).samples())
          .hasSameSizeAs(whole.samples().stream().filter(one -> one.slotStart() < end).toList());
    }
  }

  @Test
  void refusesAFileOfOtherSeries() throws IOException {
    Path file = folder.resolve("copy.csv");
    SeriesFile.write(history(), one -> Integer.MAX_VALUE, file);

    assertThatThrownBy(() -> SeriesFile.read(file, "00"))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining(file + " does not hold the history of this training");
  }

  private List<HistorySeries> history() throws IOException {
    Random random = new Random(1);
    StringBuilder text =
        new StringBuilder(
            "auto_scaling_group,timestamp,cpu_utilization,network_in,request_count,"
                + "is_sale_active,in_service_instances,desired_capacity\n");
    for (String group : List.of("\"a, \"\"b\"\"\"", "web")) {
      for (int minute = 0; minute < 60 * 8; minute++) {
        if (minute / 5 % 17 != 3) {
          text.append(group)
              .append(
                  String.format(
                      Locale.ROOT, ",2026-01-05T%02d:%02d:00Z,", minute / 60, minute % 60))
              .append(random.nextDouble() * 100)
              .append(',')
              .append(minute % 3 == 0 ? "" : random.nextLong(1L << 47))
              .append(',')
              .append(minute % 4 == 0 ? "" : random.nextLong(1L << 40))
              .append(minute / 60 == 2 ? ",1," : ",0,")
              .append(minute % 2 == 0 ? "3," : ",")
              .append(minute % 7 == 0 ? "4\n" : "\n");
        }
      }
    }
    Path file = Files.writeString(folder.resolve("history.csv"), text);
    return new HistorySeriesReader().read(List.of(HistorySource.of(file)));
  }
}
