package io.prescale.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.fleet.ScalingSettings;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.policy.json.DecisionJson;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.bundle.LocalBundleFiles;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.forecasting.history.HistorySeriesReader;
import io.prescale.forecasting.history.HistorySource;
import io.prescale.simulator.generate.HistoryGenerator;
import io.prescale.testing.ShippedModel;
import io.prescale.training.series.ActualSeries;
import io.prescale.training.series.ActualSeriesFactory;
import io.prescale.training.series.ForecastWalk;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@code evaluate} says of a model is about the very forecasts that the job makes: bit for
 * bit, also of a history with gaps, late groups, rewritten rows and sales.
 */
@Timeout(300)
class ReplayAgreesWithEvaluationIT {
  private static final int SALE = 5;
  private static final Duration LATE = Duration.ofHours(20);

  /** Which columns a history has values in. */
  enum Columns {
    CPU_ONLY(3),
    ALL_SIGNALS(8);

    private final int filled;

    Columns(int filled) {
      this.filled = filled;
    }
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void forecastsAreTheSame(Columns columns) throws Exception {
    Path history = history(columns);

    Map<String, Forecast> replayed = replayed(history);
    Map<String, Forecast> walked = walked(history);

    assertThat(replayed).hasSizeGreaterThan(1000);
    assertThat(replayed.keySet()).isEqualTo(walked.keySet());
    replayed.forEach(
        (slot, forecast) -> {
          Forecast expected = walked.get(slot);
          assertThat(forecast.quantity).as(slot).isEqualTo(expected.quantity);
          assertThat(forecast.expected).as(slot).isEqualTo(expected.expected);
          assertThat(forecast.lower).as(slot).isEqualTo(expected.lower);
          assertThat(forecast.upper).as(slot).isEqualTo(expected.upper);
          assertThat(forecast.weights).as(slot).isEqualTo(expected.weights);
          assertThat(forecast.recentErrors).as(slot).isEqualTo(expected.recentErrors);
        });
    assertThat(walked.values())
        .extracting(forecast -> forecast.quantity)
        .contains(
            columns == Columns.CPU_ONLY
                ? Forecast.Quantity.CPU_UTILIZATION
                : Forecast.Quantity.DEMAND);
  }

  /** Four groups over three days, the last of which comes late. */
  private Path history(Columns columns) throws Exception {
    Path clean = HistoryGenerator.write(folder, 4, Duration.ofDays(3), 11).history();
    List<String> rows = new ArrayList<>(Files.readAllLines(clean));
    String header = rows.remove(0);
    String late = rows.get(3).split(",", -1)[1];
    Instant lateStart = HistoryGenerator.DEFAULT_START.plus(LATE);
    rows.removeIf(
        row -> {
          String[] cells = row.split(",", -1);
          return cells[1].equals(late) && Instant.parse(cells[0]).isBefore(lateStart);
        });
    rows.replaceAll(row -> withSales(row, columns));
    Path tidy = folder.resolve("tidy.csv");
    rows.add(0, header);
    Files.write(tidy, rows);
    Path disorderly = folder.resolve("disorderly.csv");
    DisorderlyHistory.write(tidy, disorderly, 13);
    return withContradictions(disorderly);
  }

  private static String withSales(String row, Columns columns) {
    String[] cells = row.split(",", -1);
    for (int column = columns.filled; column < cells.length; column++) {
      cells[column] = "";
    }
    long slot = Instant.parse(cells[0]).toEpochMilli() / Slots.MILLIS;
    boolean sale = (slot / 40 + cells[1].hashCode()) % 5 == 0;
    cells[SALE] = sale ? "1" : "0";
    return String.join(",", cells);
  }

  /** Rows of one slot that do not say the same about sales, and rows that say nothing else. */
  private Path withContradictions(Path disorderly) throws Exception {
    Random random = new Random(17);
    List<String> rows = Files.readAllLines(disorderly);
    for (int index = 1; index < rows.size(); index++) {
      String[] cells = rows.get(index).split(",", -1);
      if (random.nextInt(40) == 0) {
        cells[SALE] = "1";
      }
      if (random.nextInt(40) == 0) {
        Arrays.fill(cells, 2, cells.length, "");
        cells[SALE] = "1";
      }
      rows.set(index, String.join(",", cells));
    }
    return Files.write(folder.resolve("history-of-sales.csv"), rows);
  }

  private Map<String, Forecast> replayed(Path history) throws Exception {
    Path output = folder.resolve("replay");
    new Replay(
            List.of(history),
            new ReplayFleet(ScalingMode.OBSERVE, new ScalingSettings(), 1, 100, 4),
            2,
            new PrintWriter(new StringWriter()))
        .withModel(ShippedModel.folder())
        .run(output);
    DecisionJson json = new DecisionJson();
    Map<String, Forecast> forecasts = new TreeMap<>();
    for (String line : Files.readAllLines(output.resolve(Replay.DECISIONS))) {
      ScalingDecision decision = json.read(line);
      if (decision.forecast != null) {
        forecasts.put(key(decision.group, decision.slotEnd - Slots.MILLIS), decision.forecast);
      }
    }
    return forecasts;
  }

  private static Map<String, Forecast> walked(Path history) {
    Map<String, Forecast> forecasts = new TreeMap<>();
    try (Forecaster forecaster = Forecaster.load(new LocalBundleFiles(ShippedModel.folder()))) {
      for (HistorySeries series :
          new HistorySeriesReader().read(HistorySource.ofPaths(List.of(history)))) {
        ActualSeries actual = new ActualSeriesFactory().of(series);
        new ForecastWalk(forecaster, series, actual)
            .advanceTo(
                actual.length(),
                (newest, sequence, forecast) -> {
                  if (forecast != null) {
                    forecasts.put(key(series.group(), sequence.slotStart), forecast);
                  }
                });
      }
    }
    return forecasts;
  }

  private static String key(String group, long slotStart) {
    return group + "@" + Instant.ofEpochMilli(slotStart);
  }
}
