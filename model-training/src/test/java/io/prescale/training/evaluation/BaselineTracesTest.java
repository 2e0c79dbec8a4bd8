package io.prescale.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.history.HistorySeriesReader;
import io.prescale.forecasting.history.HistorySource;
import io.prescale.training.series.ActualSeries;
import io.prescale.training.series.ActualSeriesFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Real traces: the baselines' errors five minutes ahead are those that were computed independently
 * (see {@code BASELINES.csv} beside the traces).
 */
class BaselineTracesTest {
  private static final Path TRACES =
      Path.of(System.getProperty("prescale.root", "."), "..", "shared", "data", "traces");

  /** The reference leaves out targets without a value of the day before; here that is rare. */
  private static final double PERCENT = 1;

  private final ActualSeriesFactory factory = new ActualSeriesFactory(0.2);

  @TestFactory
  Stream<DynamicTest> baselinesErrAsMuchAsTheyWereMeasuredTo() throws IOException {
    assumeTrue(Files.isDirectory(TRACES), () -> "no public traces in " + TRACES);
    return rows(TRACES.resolve("BASELINES.csv")).stream()
        .map(row -> DynamicTest.dynamicTest(row.get("file"), () -> agrees(row)));
  }

  private void agrees(Map<String, String> row) throws IOException {
    Path file = TRACES.resolve(row.get("file"));
    ActualSeries actual =
        row.get("target").startsWith("cpu_utilization") ? utilisation(file) : rates(file);
    ForecastTrack regression = new AutoRegression().forecast(actual);

    HorizonScore next =
        new SeriesScorer()
            .score(
                actual,
                List.of(
                    new MethodTrack("model", regression),
                    track(new Persistence(), actual),
                    new MethodTrack("ar24", regression),
                    track(new SeasonalNaive(), actual)))
            .get(0);

    assertThat(next.targets()).isEqualTo(Integer.parseInt(row.get("n_test")));
    agrees(next, "persistence", row, "persistence");
    agrees(next, "ar24", row, "ar24_ls");
    agrees(next, "seasonal", row, "seasonal24h");
  }

  private static void agrees(
      HorizonScore score, String method, Map<String, String> row, String column) {
    ErrorMeasures errors = score.method(method).orElseThrow().errors();
    assertThat(errors.mae())
        .as(method + " MAE")
        .isCloseTo(Double.parseDouble(row.get(column + "_MAE")), withinPercentage(PERCENT));
    assertThat(errors.rmse())
        .as(method + " RMSE")
        .isCloseTo(Double.parseDouble(row.get(column + "_RMSE")), withinPercentage(PERCENT));
  }

  private static MethodTrack track(Baseline baseline, ActualSeries actual) {
    return new MethodTrack(baseline.name(), baseline.forecast(actual));
  }

  private ActualSeries utilisation(Path file) {
    return factory.of(new HistorySeriesReader().read(HistorySource.ofPaths(List.of(file))).get(0));
  }

  /** Five-minute means of a rate per minute. */
  private ActualSeries rates(Path file) throws IOException {
    List<Map<String, String>> rows = rows(file);
    String column = rows.get(0).containsKey("value") ? "value" : "request_count";
    long first = slotOf(rows.get(0));
    int length = (int) Slots.between(first, slotOf(rows.get(rows.size() - 1))) + 1;
    double[] sums = new double[length];
    int[] counts = new int[length];
    for (Map<String, String> row : rows) {
      int slot = (int) Slots.between(first, slotOf(row));
      sums[slot] += Double.parseDouble(row.get(column));
      counts[slot]++;
    }
    double[] means = new double[length];
    Arrays.setAll(means, slot -> counts[slot] == 0 ? Double.NaN : sums[slot] / counts[slot]);
    return new ActualSeries(
        file.toString(),
        first,
        Forecast.Quantity.CPU_UTILIZATION,
        means,
        new boolean[length],
        factory.testStart(length));
  }

  private static long slotOf(Map<String, String> row) {
    return Slots.startOf(Instant.parse(row.get("timestamp")).toEpochMilli());
  }

  private static List<Map<String, String>> rows(Path file) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    new CsvMapper()
        .readerForMapOf(String.class)
        .with(CsvSchema.emptySchema().withHeader())
        .<Map<String, String>>readValues(file.toFile())
        .forEachRemaining(rows::add);
    return rows;
  }
}
