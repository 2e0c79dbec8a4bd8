package io.prescale.forecasting.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.domain.metric.Signal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryReaderTest {
  private static final String HEADER = "timestamp,cpu_utilization,network_in\n";

  @TempDir Path folder;

  @Test
  void readsRowsInTheOrderOfTheFile() {
    List<HistoryRow> rows =
        read(
            "network_in,anomaly_label,cpu_utilization,timestamp,is_sale_active,request_count\n"
                + "1000,0,36.5,2026-01-01T00:05:00Z,1,\n"
                + "2000,1,,2026-01-01T00:00:00Z,,7\n");

    assertThat(rows).hasSize(2);
    HistoryRow first = rows.get(0);
    assertThat(first.group()).isEqualTo("web");
    assertThat(first.timestamp()).isEqualTo(at("2026-01-01T00:05:00Z"));
    assertThat(first.value(Signal.CPU_UTILIZATION)).isEqualTo(36.5);
    assertThat(first.value(Signal.NETWORK_IN)).isEqualTo(1000);
    assertThat(first.has(Signal.REQUEST_COUNT)).isFalse();
    assertThat(first.has(Signal.DESIRED_CAPACITY)).isFalse();
    assertThat(first.saleActive()).isTrue();
    assertThat(first.line()).isEqualTo(2);
    assertThat(rows.get(1).has(Signal.CPU_UTILIZATION)).isFalse();
    assertThat(rows.get(1).saleActive()).isFalse();
    assertThat(rows.get(1).line()).isEqualTo(3);
  }

  @Test
  void takesTheGroupFromItsColumn() {
    List<HistoryRow> rows =
        read(
            "auto_scaling_group,timestamp,cpu_utilization\n"
                + "checkout,2026-01-01T00:00:00Z,1\n"
                + ",2026-01-01T00:00:00Z,1\n");

    assertThat(rows).extracting(HistoryRow::group).containsExactly("checkout", "web");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T23:55:00Z",
    "2026-01-31T23:55:00.000Z",
    "2026-02-01T00:55:00+01:00",
    "2026-01-31T23:55:00",
    "2026-01-31 23:55:00",
    "2026-01-31 23:55:00Z",
    "1769903700",
    "1769903700000"
  })
  void understandsTimeStamp(String text) {
    List<HistoryRow> rows = read("timestamp,cpu_utilization\n" + text + ",1\n");

    assertThat(rows.get(0).timestamp()).isEqualTo(at("2026-01-31T23:55:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "",
        "31.01.2026",
        "-5",
        "0",
        "2026-13-01T00:00:00Z",
        "99999999999999999999",
        "1969-12-31T00:00:00Z",
        "2500-01-01T00:00:00Z",
        "1.7e9"
      })
  void refusesTimeStamp(String text) {
    assertThatThrownBy(
            () -> read("timestamp,cpu_utilization\n2026-01-01T00:00:00Z,1\n" + text + ",1\n"))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("web.csv, line 3, column timestamp")
        .hasMessageContaining("ISO-8601")
        .hasMessageContaining("\"" + text + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-1", "-0.001", "12%", "abc", "1e16", "1,5", "null"})
  void refusesANumberThatIsNone(String text) {
    assertThatThrownBy(
            () ->
                read(
                    HEADER
                        + "2026-01-01T00:00:00Z,1,2\n\n2026-01-01T00:05:00Z,3,\""
                        + text
                        + "\"\n"))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("web.csv, line 4, column network_in")
        .hasMessageContaining("finite number")
        .hasMessageContaining(text);
  }

  @Test
  void refusesAHeaderWithoutARequiredColumn() {
    assertThatThrownBy(() -> read("time,cpu\n1,2\n"))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("web.csv, line 1")
        .hasMessageContaining("lacks column timestamp")
        .hasMessageContaining("time,cpu");
    assertThatThrownBy(() -> read("timestamp,value\n1,2\n"))
        .hasMessageContaining("lacks column cpu_utilization");
    assertThatThrownBy(() -> read("timestamp,cpu_utilization,timestamp\n1,2\n"))
        .hasMessageContaining("timestamp stands twice");
  }

  @Test
  void refusesARowOfAnotherWidth() {
    assertThatThrownBy(() -> read(HEADER + "2026-01-01T00:00:00Z,1,2\n2026-01-01T00:05:00Z,1\n"))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("web.csv, line 3")
        .hasMessageContaining("expected 3 cells, found 2");
  }

  @Test
  void refusesASaleFlagThatIsNone() {
    assertThatThrownBy(
            () -> read("timestamp,cpu_utilization,is_sale_active\n2026-01-01T00:00:00Z,1,maybe\n"))
        .hasMessageContaining("line 2, column is_sale_active")
        .hasMessageContaining("maybe");
  }

  @Test
  void refusesAnEmptyFileAndTakesOneWithoutRows() {
    assertThatThrownBy(() -> read("")).hasMessageContaining("web.csv: the file is empty");
    assertThat(read(HEADER)).isEmpty();
  }

  @Test
  void refusesWhatIsNotText() {
    byte[] garbage = new byte[200];
    for (int index = 0; index < garbage.length; index++) {
      garbage[index] = (byte) (0x80 + index % 0x40);
    }

    assertThatThrownBy(() -> drain(new ByteArrayInputStream(garbage)))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("web.csv");
  }

  @Test
  void takesByteOrderMarkQuotesAndWindowsLineEnds() {
    List<HistoryRow> rows =
        read("\uFEFF\"Timestamp\", CPU_Utilization\r\n\"2026-01-01T00:00:00Z\", 5.5\r\n");

    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).value(Signal.CPU_UTILIZATION)).isEqualTo(5.5);
  }

  @Test
  void namesAFileThatIsNotThere() {
    assertThatThrownBy(() -> HistoryReader.open(folder.resolve("absent.csv")))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("absent.csv: there is no such file");
    assertThatThrownBy(() -> HistorySource.ofPaths(List.of(folder.resolve("absent"))))
        .hasMessageContaining("there is no such file or folder");
    assertThatThrownBy(() -> HistorySource.ofPaths(List.of(folder)))
        .hasMessageContaining("holds no .csv file");
  }

  @Test
  void readsAFolderSortedAndEachFileOnce() throws Exception {
    for (String name : List.of("b.csv", "a.CSV", "notes.txt")) {
      Files.writeString(folder.resolve(name), HEADER);
    }

    assertThat(HistorySource.ofPaths(List.of(folder, folder.resolve("b.csv"))))
        .extracting(source -> Path.of(source.name()).getFileName().toString())
        .containsExactly("a.CSV", "b.csv");
  }

  private static List<HistoryRow> read(String text) {
    return drain(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<HistoryRow> drain(InputStream content) {
    List<HistoryRow> rows = new ArrayList<>();
    try (HistoryReader reader = HistoryReader.of("some/folder/web.csv", content)) {
      reader.forEachRemaining(rows::add);
    }
    return rows;
  }

  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }
}
