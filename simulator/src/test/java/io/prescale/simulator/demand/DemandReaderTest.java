package io.prescale.simulator.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prescale.forecasting.history.HistoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemandReaderTest {
  @TempDir Path folder;

  @Test
  void levelsHoldForTheirPeriodAndCountsAreSpreadOverIt() throws IOException {
    DemandSeries levels =
        read("timestamp,value\n2026-01-01T00:00:00Z,10\n2026-01-01T00:05:00Z,20\n");
    assertThat(levels.values()).containsExactly(10, 10, 10, 10, 10, 20, 20, 20, 20, 20);
    assertThat(levels.start()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));

    DemandSeries counts =
        read("timestamp,request_count\n2026-01-01T00:00:00Z,10\n2026-01-01T00:05:00Z,20\n");
    assertThat(counts.values()).containsExactly(2, 2, 2, 2, 2, 4, 4, 4, 4, 4);
    assertThat(counts.unit()).isEqualTo("request_count");
  }

  @Test
  void shortGapsAreBridgedByAStraightLineAndTold() throws IOException {
    DemandSeries series =
        read(
            "timestamp,value,event_active\n"
                + "2026-01-01T00:00:00Z,10,0\n2026-01-01T00:01:00Z,12,1\n"
                + "2026-01-01T00:02:00Z,,0\n2026-01-01T00:04:00Z,18,0\n");
    assertThat(series.values()).containsExactly(new double[] {10, 12, 14, 16, 18}, within(1e-9));
    assertThat(series.events()).containsExactly(false, true, false, false, false);
    assertThat(series.remarks()).singleElement().asString().contains("2 minutes", "1 gaps");
  }

  @Test
  void aLongGapIsRefusedWithItsLine() {
    assertRefused(
        "timestamp,value\n2026-01-01T00:00:00Z,10\n2026-01-01T00:01:00Z,12\n"
            + "2026-01-01T00:02:00Z,12\n2026-01-01T03:00:00Z,18\n",
        "line 5",
        "177 minutes from 2026-01-01T00:03:00Z");
  }

  @Test
  void negativeAndUnreadableValuesAreRefusedWithLineAndColumn() {
    assertThatThrownBy(() -> read("timestamp,value\n2026-01-01T00:00:00Z,-1\n"))
        .isInstanceOf(HistoryException.class)
        .hasMessageContainingAll("demand.csv", "line 2", "column value", "\"-1\"");
    assertThatThrownBy(() -> read("timestamp,load\n2026-01-01T00:00:00Z,1\n"))
        .isInstanceOf(HistoryException.class)
        .hasMessageContainingAll("line 1", "demand,request_count,value,cpu_utilization");
  }

  @Test
  void demandThatCannotBeMeantIsRefused() {
    assertRefused(
        "timestamp,value\n2026-01-01T00:00:00Z,1\n2026-01-01T00:01:00Z,1\n"
            + "2026-01-01T00:02:00Z,1e9\n",
        "line 4",
        "times the usual demand");
    assertRefused(
        "timestamp,value\n2026-01-01T00:00:00Z,0\n2026-01-01T00:01:00Z,0\n", "never above 0");
    assertRefused(
        "timestamp,value\n2026-01-01T00:01:00Z,1\n2026-01-01T00:00:00Z,1\n",
        "line 3",
        "sort the rows");
    assertRefused(
        "timestamp,value\n2026-01-01T00:00:30Z,1\n2026-01-01T00:01:30Z,1\n",
        "line 2",
        "whole minute");
    assertRefused("timestamp,value\n", "found none");
  }

  private void assertRefused(String content, String... parts) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(DemandException.class)
        .hasMessageContaining("demand.csv")
        .hasMessageContainingAll(parts);
  }

  private DemandSeries read(String content) throws IOException {
    Path file = folder.resolve("demand.csv");
    Files.writeString(file, content);
    return DemandReader.read(file).get(0);
  }
}
