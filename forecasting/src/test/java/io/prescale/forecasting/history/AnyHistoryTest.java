package io.prescale.forecasting.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.sample.Sample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a file: it is used, or refused with a reason. */
class AnyHistoryTest {
  private static final String CELLS = "0123456789.-,\"\n\r eEINaftuy=:TZ;\u00e4\0";

  @Property
  void anyBytesAreUsedOrRefused(@ForAll byte[] content) {
    check("web.csv", content);
    check("web.csv.gz", content);
  }

  @Property
  void anyRowsBetweenGoodOnesAreUsedOrLeftOut(@ForAll("rows") String rows) {
    String good = HistoryText.rows(40, row -> row + ",1,2,0");
    String text = "timestamp,cpu_utilization,network_in,request_count,is_sale_active\n";
    check("web.csv", (text + good + rows + "\n" + good).getBytes(StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<String> rows() {
    Arbitrary<String> cell =
        Arbitraries.oneOf(
            Arbitraries.of("2026-01-05T00:00:00Z", "1767571200", "NaN", "-1", "1e15", "1e999", ""),
            Arbitraries.strings().withChars(CELLS).ofMaxLength(8),
            Arbitraries.doubles().map(String::valueOf));
    return cell.list().ofMaxSize(60).map(cells -> String.join(",", cells).replace("y,", "\n"));
  }

  private static void check(String name, byte[] content) {
    LoadedHistory history;
    try {
      history =
          HistoryLoader.load(
              List.of(HistoryText.source(name, content)), TargetColumns.cpuUtilization());
    } catch (HistoryException refused) {
      assertThat(refused).hasMessageContaining("web");
      return;
    }
    assertThat(history.series()).isNotEmpty();
    for (HistorySeries series : history.series()) {
      assertThat(series.samples().stream().filter(Sample::hasCpu).count()).isGreaterThan(35);
      for (Sample sample : series.samples()) {
        assertThat(isAbsentOrUsable(sample.cpuUtilization())).isTrue();
        assertThat(isAbsentOrUsable(sample.networkIn())).isTrue();
        assertThat(isAbsentOrUsable(sample.requestCount())).isTrue();
      }
    }
  }

  private static boolean isAbsentOrUsable(double value) {
    return Double.isNaN(value) || (value >= 0 && value <= 5e15);
  }
}
