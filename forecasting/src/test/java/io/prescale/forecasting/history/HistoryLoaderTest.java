package io.prescale.forecasting.history;

import static io.prescale.forecasting.history.HistoryText.packed;
import static io.prescale.forecasting.history.HistoryText.rows;
import static io.prescale.forecasting.history.HistoryText.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.domain.sample.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryLoaderTest {
  private static final String HEADER = "timestamp,cpu_utilization\n";
  private static final TargetColumns TARGETS =
      TargetColumns.parse("cpu_utilization,request_count,value");
  private static final HistorySource GOOD = cpu("good.csv", 40);

  @Test
  void forecastsTheFirstTargetColumnThatAFileHas() {
    LoadedHistory history =
        load(
            source("elb.csv", "timestamp,request_count\n" + rows(40, row -> "7" + row)),
            source("crane.csv", "timestamp,value\n" + rows(40, row -> "8" + row)),
            source("web.csv", "timestamp,value,cpu_utilization\n" + rows(40, row -> "5,3" + row)));

    assertThat(history.series())
        .extracting(series -> series.samples().get(2).cpuUtilization())
        .containsExactly(82.0, 72.0, 32.0);
    assertThat(history.series().get(1).samples()).allMatch(sample -> isNaN(sample.requestCount()));
    assertThat(history.remarks())
        .anyMatch(remark -> remark.contains("request_count is what is forecast of elb.csv"))
        .anyMatch(remark -> remark.contains("value is what is forecast of crane.csv"))
        .contains("The files differ in their columns; each is read by its own header");
  }

  @Test
  void averagesATargetOverTheSlotAndLeavesInstancesOutOfIt() {
    String text =
        "timestamp,request_count,in_service_instances\n"
            + rows(40, row -> "10,2")
            + "2026-01-05T00:01:00Z,30,2\n";

    HistorySeries series = load(source("elb.csv", text)).series().get(0);

    assertThat(series.samples().get(0).cpuUtilization()).isEqualTo(20);
    assertThat(series.samples().get(0).inServiceInstances()).isNaN();
  }

  @Test
  void takesOneColumnAloneIfAsked() {
    HistorySource both =
        source("web.csv", "timestamp,cpu_utilization,value\n" + rows(40, row -> "1" + row + ",9"));

    LoadedHistory history = HistoryLoader.load(List.of(both), TargetColumns.parse("Value"));

    assertThat(history.series().get(0).samples().get(5).cpuUtilization()).isEqualTo(9);
    assertThatThrownBy(() -> HistoryLoader.load(List.of(GOOD), TargetColumns.parse("value")))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("good.csv: line 1: the header lacks column value");
  }

  @Test
  void refusesTargetsThatAreNone() {
    for (String text : List.of("", "a,,b", "timestamp", "is_sale_active")) {
      assertThatThrownBy(() -> TargetColumns.parse(text))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void takesEventsForSales() {
    LoadedHistory history =
        load(
            source(
                "cup.csv",
                "timestamp,request_count,event_active\n"
                    + rows(40, row -> row + "," + (row > 20 ? 1 : 0))));

    assertThat(history.series().get(0).saleActive(20)).isFalse();
    assertThat(history.series().get(0).saleActive(21)).isTrue();
  }

  @Test
  void leavesOutBadRowsByReasonWithTheFirstLine() {
    LoadedHistory history =
        load(
            source(
                "web.csv",
                HEADER
                    + rows(40, row -> "1" + row)
                    + "2026-02-01T00:00:00Z,NaN\n"
                    + "2026-02-01T00:00:00Z,-3\n"
                    + "2026-02-01T00:00:00Z,Infinity\n"
                    + "yesterday,3\n"
                    + "2026-02-01T00:00:00Z,3,4\n"
                    + "2026-01-05T00:00:00Z,99\n"));

    assertThat(history.series().get(0).samples()).hasSize(40);
    assertThat(history.series().get(0).samples().get(0).cpuUtilization()).isEqualTo(99);
    assertThat(history.leftOut()).hasSize(4);
    assertThat(history.leftOut().get(0).toString())
        .startsWith("web.csv: 3 rows, where column cpu_utilization is not a finite number")
        .contains("\"NaN\"")
        .endsWith("(first: line 42)");
    assertThat(history.leftOut().get(1).toString()).contains("1 row, where column timestamp");
    assertThat(history.leftOut().get(2).toString()).contains("without 2 cells but 3");
    assertThat(history.leftOut().get(3).toString())
        .isEqualTo("web: 1 row, replaced by a later row of the same time stamp");
  }

  @Test
  void leavesOutFilesThatAreNoHistory() {
    byte[] garbage = new byte[300];
    Arrays.fill(garbage, (byte) 0xfe);
    byte[] cut = Arrays.copyOf(packed(HEADER + rows(40, row -> "1" + row)), 60);

    LoadedHistory history =
        load(
            GOOD,
            source("empty.csv", ""),
            source("header.csv", HEADER),
            source("notes.csv", "remember the milk\n"),
            source("garbage.csv", garbage),
            source("text.csv.gz", HEADER),
            source("cut.csv.gz", cut));

    assertThat(history.series()).extracting(HistorySeries::group).containsExactly("good");
    assertThat(history.leftOut())
        .extracting(LeftOut::toString)
        .anyMatch(text -> text.equals("empty.csv: the file is empty; expected a header line"))
        .anyMatch(text -> text.equals("header.csv: has a header but no rows"))
        .anyMatch(text -> text.startsWith("notes.csv: line 1: the header lacks column timestamp"))
        .anyMatch(text -> text.startsWith("garbage.csv: not readable as UTF-8 CSV"))
        .anyMatch(text -> text.startsWith("text.csv.gz: not readable as gzip"))
        .anyMatch(text -> text.startsWith("cut.csv.gz: "));
  }

  @Test
  void usesTheRowsBeforeThePlaceWhereAFileBreaks() {
    byte[] text = (HEADER + rows(40, row -> "1" + row) + "x").getBytes(StandardCharsets.UTF_8);
    byte[] broken = Arrays.copyOf(text, text.length + 40_000);
    Arrays.fill(broken, text.length, broken.length, (byte) 0xfe);

    LoadedHistory history = load(GOOD, source("broken.csv", broken));

    assertThat(history.leftOut()).anyMatch(one -> one.toString().contains("not readable as UTF-8"));
  }

  @Test
  void leavesOutSeriesThatAreTooShortOrEmptyAndSaysWhatIsConstant() {
    LoadedHistory history =
        load(
            cpu("short.csv", 35),
            cpu("enough.csv", 36),
            source("absent.csv", HEADER + rows(40, row -> "")),
            source("flat.csv", HEADER + rows(40, row -> "5")));

    assertThat(history.series()).extracting(HistorySeries::group).containsExactly("enough", "flat");
    assertThat(history.leftOut())
        .extracting(LeftOut::toString)
        .anyMatch(text -> text.startsWith("short: 35 samples"))
        .anyMatch(text -> text.equals("absent: no row has a value of cpu_utilization"));
    assertThat(history.remarks()).anyMatch(text -> text.contains("All values of group flat are 5"));
  }

  @Test
  void listsTheReasonsIfNothingIsLeft() {
    assertThatThrownBy(() -> load(cpu("short.csv", 3), source("empty.csv", "")))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("nothing in the history can be used")
        .hasMessageContaining("short: 3 samples")
        .hasMessageContaining("empty.csv: the file is empty");
  }

  @Test
  void joinsPartitionsOfOneGroup() {
    LoadedHistory history =
        load(
            source(
                "h/day=1/auto_scaling_group=web%2Fblue/part-0.csv", HEADER + rows(20, row -> "1")),
            source(
                "h/day=2/auto_scaling_group=web%2Fblue/part-0.csv", HEADER + rows(50, row -> "2")),
            source("h/day=1/api.csv", HEADER + rows(20, row -> "1")),
            source("h/day=2/api.csv.gz", packed(HEADER + rows(40, row -> "2"))));

    assertThat(history.series())
        .extracting(HistorySeries::group)
        .containsExactly("api", "web/blue");
    assertThat(history.series().get(1).samples()).hasSize(50);
    assertThat(history.series().get(0).samples()).hasSize(40);
  }

  @Test
  void tellsFilesOfOneNameInSeveralFoldersApartAndSaysSo() {
    LoadedHistory history =
        load(cpu("h/a/x/web.csv", 40), cpu("h/b/x/web.csv", 40), cpu("h/b/api.csv", 40));

    assertThat(history.series())
        .extracting(HistorySeries::group)
        .containsExactly("a/x/web", "api", "b/x/web");
    assertThat(history.remarks())
        .anyMatch(
            text -> text.startsWith("h/a/x/web.csv names no group") && text.endsWith("a/x/web"));
  }

  @Test
  void doesNotQualifyFilesWhoseRowsNameTheirGroups() {
    String text = "auto_scaling_group,timestamp,cpu_utilization\n";
    LoadedHistory history =
        load(
            source("a/part-0.csv", text + rows(40, row -> "1").replaceAll("(?m)^", "web,").trim()),
            source("b/part-0.csv", text + rows(40, row -> "2").replaceAll("(?m)^", "api,").trim()));

    assertThat(history.series()).extracting(HistorySeries::group).contains("api", "web");
    assertThat(history.remarks()).noneMatch(remark -> remark.contains("names no group"));
  }

  @Test
  void doesNotMixTwoQuantitiesInOneGroup() {
    LoadedHistory history =
        load(
            source("auto_scaling_group=web/a.csv", HEADER + rows(40, row -> "1" + row)),
            source("auto_scaling_group=web/b.csv", "timestamp,value\n" + rows(40, row -> "900")));

    assertThat(history.series().get(0).samples())
        .extracting(Sample::cpuUtilization)
        .doesNotContain(900.0);
    assertThat(history.leftOut().get(0).toString())
        .contains("b.csv: 40 rows, hold value of group web, of which cpu_utilization was read");
  }

  @Test
  void failsIfAPlaceCannotBeRead() {
    HistorySource unreachable =
        new HistorySource() {
          @Override
          public String name() {
            return "s3://bucket/web.csv";
          }

          @Override
          public InputStream open() throws IOException {
            throw new IOException("connection reset");
          }
        };

    assertThatThrownBy(() -> load(GOOD, unreachable))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("s3://bucket/web.csv")
        .hasMessageContaining("connection reset");
  }

  private static boolean isNaN(double value) {
    return Double.isNaN(value);
  }

  private static HistorySource cpu(String name, int rows) {
    return source(name, HEADER + rows(rows, row -> "1" + row));
  }

  private static LoadedHistory load(HistorySource... sources) {
    return HistoryLoader.load(List.of(sources), TARGETS);
  }
}
