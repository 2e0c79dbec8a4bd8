package io.prescale.forecasting.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prescale.domain.sample.Sample;
import io.prescale.domain.time.Slots;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistorySeriesReaderTest {
  @Test
  void combinesMinutesIntoSlots() {
    HistorySeries series =
        read(
            "timestamp,cpu_utilization,network_in,in_service_instances\n"
                + "2026-01-01T00:00:00Z,10,100,2\n"
                + "2026-01-01T00:01:00Z,20,200,2\n"
                + "2026-01-01T00:04:00Z,60,300,5\n"
                + "2026-01-01T00:05:00Z,7,,\n");

    assertThat(series.samples()).hasSize(2);
    Sample first = series.samples().get(0);
    assertThat(first.cpuUtilization()).isCloseTo(30, within(1e-9));
    assertThat(first.networkIn()).isEqualTo(600);
    assertThat(first.inServiceInstances()).isEqualTo(5);
    assertThat(first.requestCount()).isNaN();
    Sample second = series.samples().get(1);
    assertThat(second.slotStart() - first.slotStart()).isEqualTo(Slots.MILLIS);
    assertThat(second.networkIn()).isNaN();
  }

  @Test
  void sortsAndLetsTheLaterRowWin() {
    HistorySeries series =
        read(
            "timestamp,cpu_utilization\n"
                + "2026-01-01T00:05:00Z,2\n"
                + "2026-01-01T00:00:00Z,1\n"
                + "2026-01-01T00:10:00Z,3\n"
                + "2026-01-01T00:05:00Z,9\n");

    assertThat(series.samples()).extracting(Sample::cpuUtilization).containsExactly(1.0, 9.0, 3.0);
    assertThat(series.rows()).isEqualTo(4);
    assertThat(series.duplicates()).isEqualTo(1);
    assertThat(series.unsorted()).isEqualTo(2);
  }

  @Test
  void ofTheRowsOfASlotTheOneWrittenLastCountsWhereverItStands() {
    HistorySeries series =
        read(
            "timestamp,cpu_utilization,written_at\n"
                + "2026-01-01T00:00:00Z,1,2000\n"
                + "2026-01-01T00:00:00Z,9,1000\n"
                + "2026-01-01T00:05:00Z,9,\n"
                + "2026-01-01T00:05:00Z,2,3000\n"
                + "2026-01-01T00:05:00Z,9,2999\n");

    assertThat(series.samples()).extracting(Sample::cpuUtilization).containsExactly(1.0, 2.0);
    assertThat(series.duplicates()).isEqualTo(3);
  }

  @Test
  void countsAbsentRequestsAsZeroWhereTheGroupHasALoadBalancer() {
    HistorySeries series =
        read(
            "timestamp,cpu_utilization,request_count\n"
                + "2026-01-01T00:00:00Z,1,50\n"
                + "2026-01-01T00:05:00Z,1,\n");

    assertThat(series.samples().get(1).requestCount()).isZero();
  }

  @Test
  void leavesOutSlotsWithoutAnyValueAndKeepsSales() {
    HistorySeries series =
        read(
            "timestamp,cpu_utilization,is_sale_active\n"
                + "2026-01-01T00:00:00Z,1,0\n"
                + "2026-01-01T00:05:00Z,,0\n"
                + "2026-01-01T00:10:00Z,2,true\n");

    assertThat(series.samples()).hasSize(2);
    assertThat(series.saleActive(0)).isFalse();
    assertThat(series.saleActive(1)).isTrue();
  }

  @Test
  void separatesGroupsAndJoinsFiles() {
    String header = "auto_scaling_group,timestamp,cpu_utilization\n";
    List<HistorySeries> series =
        new HistorySeriesReader()
            .read(
                List.of(
                    source("one.csv", header + "web,2026-01-01T00:05:00Z,2\n"),
                    source(
                        "two.csv",
                        header + "web,2026-01-01T00:00:00Z,1\napi,2026-01-01T00:00:00Z,5\n")));

    assertThat(series).extracting(HistorySeries::group).containsExactly("api", "web");
    assertThat(series.get(1).samples())
        .extracting(Sample::cpuUtilization)
        .containsExactly(1.0, 2.0);
  }

  private static HistorySeries read(String text) {
    List<HistorySeries> series = new HistorySeriesReader().read(List.of(source("web.csv", text)));
    assertThat(series).hasSize(1);
    return series.get(0);
  }

  private static HistorySource source(String name, String text) {
    return new HistorySource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
      }
    };
  }
}
