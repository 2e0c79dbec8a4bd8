package io.prescale.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.bundle.LocalBundleFiles;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecasterTest {
  @TempDir Path folder;

  @Test
  void forecastsTwelveSlotsWithAnIntervalAroundTheExpectedValue() {
    try (Forecaster forecaster = Forecaster.of(BundleBuilder.arbitrary(2, 64, 1))) {
      List<Forecast> forecasts = forecaster.forecast(sequences(3));

      assertThat(forecasts).hasSize(3);
      for (Forecast forecast : forecasts) {
        assertThat(forecast.modelId).isEqualTo(forecaster.modelId()).startsWith("lstm-");
        assertThat(forecast.quantity).isEqualTo(Forecast.Quantity.CPU_UTILIZATION);
        assertThat(forecast.expected).hasSize(Slots.HORIZONS);
        for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
          assertThat(forecast.expected[horizon])
              .isGreaterThanOrEqualTo(0)
              .isBetween(forecast.lower[horizon], forecast.upper[horizon]);
          assertThat(forecast.lower[horizon]).isGreaterThanOrEqualTo(0);
        }
      }
    }
  }

  /** Decisions must not depend on which groups share a task with a group. */
  @Test
  void givesTheSameBitsWhateverElseIsInTheBatch() {
    GroupSequence sequence = SequenceBuilder.arbitrary(1000);
    try (Forecaster forecaster = Forecaster.of(BundleBuilder.arbitrary(2, 64, 1))) {
      double[] alone = forecaster.forecast(List.of(sequence)).get(0).expected;
      for (int size = 1; size <= 300; size++) {
        for (int position : new int[] {0, size / 2, size - 1}) {
          List<GroupSequence> batch = sequences(size);
          batch.set(position, sequence);
          assertThat(forecaster.forecast(batch).get(position).expected)
              .as("batch of %d, position %d", size, position)
              .isEqualTo(alone);
        }
      }
    }
  }

  @Test
  void givesTheSameBitsInEveryInstance() {
    ModelBundle bundle = BundleBuilder.arbitrary(2, 64, 1, 2);
    List<GroupSequence> sequences = sequences(70);
    List<Forecaster> open = new ArrayList<>();
    try {
      double[][] first = null;
      for (int instance = 0; instance < 5; instance++) {
        open.add(Forecaster.of(bundle));
        double[][] expected = expected(open.get(instance).forecast(sequences));
        first = first == null ? expected : first;
        assertThat(expected).isDeepEqualTo(first);
      }
    } finally {
      open.forEach(Forecaster::close);
    }
  }

  /** The engine keeps by thread whether it records gradients. */
  @Test
  void givesTheSameBitsInAnotherThread() throws Exception {
    ModelBundle bundle = BundleBuilder.arbitrary(2, 64, 1);
    double[][] here = scores(bundle, sequences(40));
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      assertThat(other.submit(() -> scores(bundle, sequences(40))).get()).isDeepEqualTo(here);
    } finally {
      other.shutdown();
    }
  }

  @Test
  void averagesTheMembersOfAnEnsemble() {
    List<GroupSequence> sequences = sequences(4);
    double[][] one = scores(BundleBuilder.arbitrary(1, 8, 1), sequences);
    double[][] two = scores(BundleBuilder.arbitrary(1, 8, 2), sequences);
    double[][] both = scores(BundleBuilder.arbitrary(1, 8, 1, 2), sequences);

    for (int row = 0; row < sequences.size(); row++) {
      for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
        double mean = (one[row][horizon] + two[row][horizon]) / 2;
        assertThat(both[row][horizon]).isCloseTo(mean, within(1e-4));
      }
    }
  }

  @Test
  void forecastsDemandWhereInstancesAreKnown() {
    GroupSequence sequence = SequenceBuilder.cpu(step -> 50).instances(step -> 4).build();
    try (Forecaster forecaster = Forecaster.of(BundleBuilder.arbitrary(1, 8, 1))) {
      Forecast forecast = forecaster.forecast(List.of(sequence)).get(0);

      assertThat(forecast.quantity).isEqualTo(Forecast.Quantity.DEMAND);
      assertThat(forecast.expected[0]).isBetween(150.0, 250.0);
    }
  }

  @Test
  void staysAtOrAboveZero() {
    GroupSequence falling = SequenceBuilder.cpu(step -> step == 23 ? 0 : 90).build();
    try (Forecaster forecaster = Forecaster.of(BundleBuilder.arbitrary(1, 8, 3))) {
      Forecast forecast = forecaster.forecast(List.of(falling)).get(0);

      assertThat(Arrays.stream(forecast.expected).boxed()).allMatch(value -> value >= 0);
      assertThat(Arrays.stream(forecast.lower).boxed()).allMatch(value -> value >= 0);
    }
  }

  @Test
  void marksASequenceWhoseForecastIsNotANumberAndKeepsTheOthers() {
    List<GroupSequence> sequences = sequences(3);
    try (Forecaster forecaster = Forecaster.of(BundleBuilder.arbitrary(1, 8, 1))) {
      double[][] healthy = expected(forecaster.forecast(sequences));
      sequences.set(1, SequenceBuilder.cpu(step -> Double.POSITIVE_INFINITY).build());

      List<Forecast> forecasts = forecaster.forecast(sequences);

      assertThat(forecasts.get(1)).isNull();
      assertThat(forecasts.get(0).expected).isEqualTo(healthy[0]);
      assertThat(forecasts.get(2).expected).isEqualTo(healthy[2]);
    }
  }

  @Test
  void refusesAnIncompleteSequence() {
    GroupSequence incomplete = GroupSequence.empty("web", SequenceBuilder.MONDAY);
    try (Forecaster forecaster = Forecaster.of(BundleBuilder.arbitrary(1, 8, 1))) {
      assertThatThrownBy(() -> forecaster.forecast(List.of(incomplete)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("web");
      assertThat(forecaster.forecast(sequences(1))).doesNotContainNull();
    }
  }

  @Test
  void takesNoSequenceAtAll() {
    try (Forecaster forecaster = Forecaster.of(BundleBuilder.arbitrary(1, 8, 1))) {
      assertThat(forecaster.forecast(List.of())).isEmpty();
    }
  }

  @Test
  void forecastsFromAFolderWhatItForecastsFromMemory() throws Exception {
    ModelBundle bundle = BundleBuilder.arbitrary(2, 16, 1);
    new ModelBundleWriter().write(bundle, folder.resolve("model"));

    try (Forecaster loaded = Forecaster.load(new LocalBundleFiles(folder.resolve("model")))) {
      assertThat(loaded.modelId()).isEqualTo(bundle.id());
      assertThat(expected(loaded.forecast(sequences(20))))
          .isDeepEqualTo(scores(bundle, sequences(20)));
    }
  }

  private static double[][] scores(ModelBundle bundle, List<GroupSequence> sequences) {
    try (Forecaster forecaster = Forecaster.of(bundle)) {
      return expected(forecaster.forecast(sequences));
    }
  }

  private static double[][] expected(List<Forecast> forecasts) {
    return forecasts.stream().map(forecast -> forecast.expected).toArray(double[][]::new);
  }

  private static List<GroupSequence> sequences(int count) {
    return new ArrayList<>(IntStream.range(0, count).mapToObj(SequenceBuilder::arbitrary).toList());
  }
}
