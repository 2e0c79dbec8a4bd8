package io.prescale.jobs.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.sample.GroupSample;
import io.prescale.domain.sample.Sample;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.history.HistoryLoader;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.forecasting.history.LocalHistory;
import io.prescale.forecasting.history.TargetColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the recorder writes to the history is what training reads of it. */
class HistoryITCase {
  /** Late in the day, so that there are two folders. */
  private static final long FIRST = Instant.parse("2026-11-27T22:00:00Z").toEpochMilli();

  private static final int SLOTS = 48;
  private static final String HOSTILE = "a, \"b\"\n<c>; \uD83D\uDE80";

  @TempDir private Path folder;

  @Test
  void trainingReadsTheSamplesWithTheirRevisions() throws Exception {
    List<GroupSample> samples = new ArrayList<>();
    for (int slot = 0; slot < SLOTS; slot++) {
      samples.add(sample("web", slot, 40 + slot / 3.0, 1_000));
      samples.add(sample(HOSTILE, slot, 50, 1_000));
    }
    samples.add(0, sample("web", 7, 77.7, 2_000));
    samples.add(sample("web", 9, 99.9, 3_000));
    samples.add(sample("web", 9, 11.1, 2_000));

    write(samples);
    // As a job that goes on leaves behind, with a row that is cut off.
    Files.writeString(
        folder.resolve("day=2026-11-27/.history-x-0.csv.inprogress.1"),
        "timestamp,auto_scaling_group,cpu_utilization\n2026-11-27T22:00:00Z,web,1");

    List<HistorySeries> series =
        HistoryLoader.load(LocalHistory.list(folder), TargetColumns.cpuUtilization()).series();
    assertThat(series).extracting(HistorySeries::group).containsExactly(HOSTILE, "web");
    List<Sample> web = series.get(1).samples();
    assertThat(web).hasSize(SLOTS);
    for (int slot = 0; slot < SLOTS; slot++) {
      double expected = slot == 7 ? 77.7 : slot == 9 ? 99.9 : 40 + slot / 3.0;
      assertThat(web.get(slot).slotStart()).isEqualTo(FIRST + slot * Slots.MILLIS);
      assertThat(web.get(slot).cpuUtilization()).isEqualTo(expected);
      assertThat(web.get(slot).networkIn()).isEqualTo(1e9 + slot);
      assertThat(web.get(slot).requestCount()).isNaN();
      assertThat(web.get(slot).inServiceInstances()).isEqualTo(3);
      assertThat(series.get(1).saleActive(slot)).isEqualTo(slot % 2 == 0);
    }
    assertThat(series.get(1).duplicates()).isEqualTo(3);
    assertThat(folders()).containsExactly("day=2026-11-27", "day=2026-11-28");
  }

  private List<String> folders() throws IOException {
    try (Stream<Path> days = Files.list(folder)) {
      return days.map(day -> day.getFileName().toString()).sorted().toList();
    }
  }

  private void write(List<GroupSample> samples) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    environment.enableCheckpointing(100);
    RecorderSinks.history(
        environment.fromData(samples, TypeInformation.of(GroupSample.class)),
        folder.toUri().toString());
    environment.execute();
  }

  private static GroupSample sample(String group, int slot, double cpu, long writtenAt) {
    long start = FIRST + slot * Slots.MILLIS;
    return new GroupSample(
        group, new Sample(start, cpu, 1e9 + slot, Double.NaN, 3, 3), slot % 2 == 0, writtenAt);
  }
}
