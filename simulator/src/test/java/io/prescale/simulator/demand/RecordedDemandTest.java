package io.prescale.simulator.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prescale.forecasting.history.HistoryLoader;
import io.prescale.forecasting.history.HistorySource;
import io.prescale.forecasting.history.LoadedHistory;
import io.prescale.forecasting.history.TargetColumns;
import io.prescale.simulator.demand.DemandSeries.RecordedCapacity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedDemandTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final String HEADER =
      "timestamp,auto_scaling_group,cpu_utilization,is_sale_active,in_service_instances,"
          + "desired_capacity";

  @TempDir Path folder;

  /** Two hours and more of a group of four at 50 %: a row for each slot. */
  private final List<String> rows = new ArrayList<>();

  RecordedDemandTest() {
    for (int slot = 0; slot < 60; slot++) {
      rows.add(row(slot, "50", "4", "4"));
    }
  }

  @Test
  void demandIsCpuTimesInstancesInServiceForTheWholeSlot() throws IOException {
    rows.set(1, row(1, "75", "3", "4"));

    DemandSeries series = demand();

    assertThat(series.name()).isEqualTo("web");
    assertThat(series.unit()).isEqualTo(RecordedDemand.UNIT);
    assertThat(series.start()).isEqualTo(START);
    assertThat(series.minutes()).isEqualTo(300);
    assertThat(series.values()).startsWith(200, 200, 200, 200, 200, 225, 225, 225, 225, 225, 200);
    assertThat(series.remarks()).isEmpty();
    RecordedCapacity recorded = series.recorded().orElseThrow();
    assertThat(recorded.inService()).startsWith(4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 4);
    assertThat(recorded.desired()).containsOnly(4);
  }

  @Test
  void slotsWithoutMetricsAreBridgedAndKeepTheCapacityBeforeThem() throws IOException {
    rows.set(9, row(9, "40", "4", "4"));
    rows.set(12, row(12, "80", "4", "5"));
    rows.set(10, row(10, "", "", ""));
    rows.remove(11);

    DemandSeries series = demand();

    assertThat(series.values()[49]).isEqualTo(160);
    assertThat(series.values()[52]).isBetween(165.0, 205.0);
    assertThat(series.values()[57]).isBetween(240.0, 315.0);
    assertThat(series.values()[60]).isEqualTo(320);
    assertThat(series.remarks()).singleElement().asString().contains("web: 10 minutes", "1 gaps");
    assertThat(series.recorded().orElseThrow().desired()[55]).isEqualTo(4);
    assertThat(series.recorded().orElseThrow().desired()[60]).isEqualTo(5);
  }

  @Test
  void aGapOfMoreThanADayIsRefusedByGroupAndTime() throws IOException {
    rows.add(row(60 + 289, "50", "4", "4"));

    assertThatThrownBy(this::demand)
        .isInstanceOf(DemandException.class)
        .hasMessageContainingAll("history.csv", "web", "1445 minutes from 2026-01-05T05:00:00Z");
  }

  @Test
  void aGroupThatWasSwitchedOffHadNoWork() throws IOException {
    rows.set(20, row(20, "", "0", "0"));

    DemandSeries series = demand();

    assertThat(series.values()[100]).isZero();
    assertThat(series.recorded().orElseThrow().inService()[100]).isZero();
  }

  @Test
  void whatAGroupWithoutAnyHealthyInstanceHadToDoIsNotKnown() throws IOException {
    rows.set(20, row(20, "0", "0", "4"));

    DemandSeries series = demand();

    assertThat(series.values()[102]).as("bridged").isCloseTo(200, within(1e-9));
    assertThat(series.remarks()).singleElement().asString().contains("5 minutes");
  }

  @Test
  void saturatedSlotsAreToldOf() throws IOException {
    rows.set(7, row(7, "100", "4", "4"));
    rows.set(8, row(8, "99.2", "4", "4"));

    DemandSeries series = demand();

    assertThat(series.values()[35]).isEqualTo(400);
    assertThat(series.remarks())
        .singleElement()
        .asString()
        .contains("web: in 2 slots", "at least what is taken for it");
  }

  @Test
  void aLaterRowOfTheSameSlotReplacesTheOneBefore() throws IOException {
    rows.add(row(3, "60", "5", "5"));

    DemandSeries series = demand();

    assertThat(series.values()[15]).isEqualTo(300);
    assertThat(series.minutes()).isEqualTo(300);
    assertThat(series.recorded().orElseThrow().inService()[15]).isEqualTo(5);
  }

  @Test
  void aNegativeValueIsLeftOutAndListedWithFileAndLine() throws IOException {
    rows.set(5, row(5, "-3", "4", "4"));

    LoadedHistory history = load();

    assertThat(history.leftOut())
        .singleElement()
        .satisfies(
            left ->
                assertThat(left.source() + ": " + left.description())
                    .contains("history.csv", "line 7", "cpu_utilization"));
    assertThat(demand().remarks()).singleElement().asString().contains("5 minutes");
  }

  @Test
  void valuesThatCannotBeMeantAreRefusedByGroupAndSlot() throws IOException {
    rows.set(5, row(5, "500", "4", "4"));
    assertThatThrownBy(this::demand)
        .isInstanceOf(DemandException.class)
        .hasMessageContainingAll(
            "history.csv", "group web", "2026-01-05T00:25:00Z", "500.0", "up to 100");

    rows.set(5, row(5, "50", "4000000000", "4"));
    assertThatThrownBy(this::demand)
        .isInstanceOf(DemandException.class)
        .hasMessageContainingAll("history.csv", "web at 2026-01-05T00:25:00Z", "usual demand");
  }

  @Test
  void withoutInstancesInServiceThereIsNoDemand() throws IOException {
    rows.replaceAll(row -> row.replace(",4,4", ",,4"));

    assertThatThrownBy(this::demand)
        .isInstanceOf(DemandException.class)
        .hasMessageContainingAll("group web", "in_service_instances", "Enable group metrics");
  }

  private static String row(int slot, String cpu, String inService, String desired) {
    Instant time = START.plus(Duration.ofMinutes(5L * slot));
    return String.join(",", time.toString(), "web", cpu, "0", inService, desired);
  }

  private DemandSeries demand() throws IOException {
    return RecordedDemand.of(load().series().get(0), "history.csv");
  }

  private LoadedHistory load() throws IOException {
    Path file = folder.resolve("history.csv");
    Files.writeString(file, HEADER + "\n" + String.join("\n", rows) + "\n");
    return HistoryLoader.load(List.of(HistorySource.of(file)), TargetColumns.cpuUtilization());
  }
}
