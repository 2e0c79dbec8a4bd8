package io.prescale.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prescale.forecasting.bundle.AccuracyReport;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.forecasting.history.HistorySeriesReader;
import io.prescale.forecasting.history.HistorySource;
import io.prescale.forecasting.network.ForecastNetwork;
import io.prescale.forecasting.network.NetworkSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real traces: an untrained network is persistence, whose error on the last 20 % was computed
 * independently (see {@code BASELINES.csv} beside the traces).
 */
class TracesTest {
  private static final Path TRACES =
      Path.of(System.getProperty("prescale.root", "."), "..", "shared", "data", "traces");

  @BeforeEach
  void needTraces() {
    assumeTrue(Files.isDirectory(TRACES), () -> "no public traces in " + TRACES);
  }

  /** The last one has gaps, after which we need 24 steps before there is a forecast. */
  @ParameterizedTest
  @CsvSource({
    "smd/machine-3-3_5min.csv, 2.4798, 0.5",
    "nab/asg_cpu_part1.csv, 6.7844, 0.5",
    "bitbrains/rnd_vm384.csv, 5.5829, 3"
  })
  void persistenceErrsAsMuchAsItWasMeasuredTo(String file, double expected, double percent) {
    List<HistorySeries> series =
        new HistorySeriesReader().read(HistorySource.ofPaths(List.of(TRACES.resolve(file))));
    TrainingData data = TrainingData.of(series, new SplitFractions(0.2, 0.15));
    FeatureSchema schema = data.schema();
    NetworkSpecification specification =
        new NetworkSpecification(schema.sequenceFeatures().size(), 1, 4, 0, schema.horizons());

    try (ForecastNetwork untrained =
        ForecastNetwork.create(specification, schema.sequenceLength(), 1)) {
      AccuracyReport.Entry next =
          new Evaluation(data, HorizonScales.measure(data), List.of(untrained))
              .accuracy()
              .entries()
              .get(0);

      assertThat(next.minutesAhead()).isEqualTo(5);
      assertThat(next.forecastError()).isEqualTo(next.persistenceError());
      assertThat(next.persistenceError()).isCloseTo(expected, withinPercentage(percent));
    }
  }
}
