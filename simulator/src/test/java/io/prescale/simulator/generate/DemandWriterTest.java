package io.prescale.simulator.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prescale.simulator.demand.DemandReader;
import io.prescale.simulator.demand.DemandSeries;
import io.prescale.simulator.fleet.DemandCourse;
import io.prescale.simulator.fleet.FlashCrowds;
import io.prescale.simulator.fleet.FleetSpecification;
import io.prescale.simulator.fleet.GroupSpecification;
import io.prescale.simulator.fleet.Trend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemandWriterTest {
  private static final Duration SPAN = Duration.ofDays(2);

  @TempDir Path folder;

  @Test
  void aBacktestReadsTheDemandOfEveryGroup() throws Exception {
    FleetSpecification fleet =
        HistoryGenerator.fleet(
            3,
            SPAN,
            5,
            new DemandCourse(
                new Trend(20),
                new FlashCrowds(14, 3, Duration.ofMinutes(5), Duration.ofMinutes(20))));
    Path file = folder.resolve("demand.csv");

    long rows = DemandWriter.write(file, fleet, SPAN);
    List<DemandSeries> read = DemandReader.read(file);

    assertThat(rows).isEqualTo(3 * 2 * 1440);
    assertThat(read).hasSize(3);
    for (int index = 0; index < 3; index++) {
      GroupSpecification group = fleet.groups().get(index);
      DemandSeries series = read.get(index);
      assertThat(series.name()).isEqualTo(group.name());
      assertThat(series.start()).isEqualTo(fleet.start());
      assertThat(series.minutes()).isEqualTo(2 * 1440);
      assertThat(series.values()[1000])
          .isCloseTo(group.demand().at(fleet.start().plusSeconds(60_000)), within(0.0006));
    }
    assertThat(read.get(0).events()).as("the sale of web").contains(true).contains(false);
    assertThat(read.get(2).events()).as("api has none").doesNotContain(true);
  }
}
