package io.prescale.forecasting;

import static io.prescale.forecasting.Forecasts.alone;
import static io.prescale.forecasting.Forecasts.expected;
import static io.prescale.forecasting.Forecasts.forecast;
import static io.prescale.forecasting.Forecasts.same;
import static io.prescale.forecasting.Forecasts.scores;
import static io.prescale.forecasting.Forecasts.sequences;
import static io.prescale.forecasting.Forecasts.series;
import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.forecast.Expert;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.bundle.LocalBundleFiles;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of networks of this project's own kind and of TorchScript programs alike. */
class ForecasterTest {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.prescale.forecasting.Forecasts#models")
  void forecastsTwelveSlotsWithAnIntervalAroundTheExpectedValue(ModelBundle model) {
    try (Forecaster forecaster = Forecaster.of(model)) {
      for (Forecast forecast : forecast(forecaster, sequences(3))) {
        assertThat(forecast.modelId).isEqualTo(model.id());
        assertThat(forecast.quantity).isEqualTo(Forecast.Quantity.CPU_UTILIZATION);
        assertThat(forecast.expected).hasSize(Slots.HORIZONS);
        assertThat(forecast.scored).containsOnly(0);
        assertThat(forecast.weights).hasSize(Expert.COUNT * Slots.HORIZONS).containsOnly(0.2);
        for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
          assertThat(forecast.expected[horizon])
              .isBetween(forecast.lower[horizon], forecast.upper[horizon]);
          assertThat(forecast.lower[horizon]).isNotNegative();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.prescale.forecasting.Forecasts#models")
  void aGroupNeverSeenIsForecastFromItsFirstFullSequenceOn(ModelBundle model) {
    List<GroupSequence> series = series(40, 1).sequences();
    try (Forecaster forecaster = Forecaster.of(model)) {
      GroupState state = forecaster.begin(series.get(0));
      List<Forecast> forecasts = forecaster.forecast(series, same(state, series.size()));

      assertThat(forecasts.subList(0, 23)).containsOnlyNulls();
      assertThat(forecasts.subList(23, 40)).doesNotContainNull();
      assertThat(forecasts.get(23).recentErrors).containsOnly(Double.NaN);
      assertThat(forecasts.get(39).scored).startsWith(16, 15).endsWith(5);
      assertThat(forecasts.get(39).recentErrors[0]).isNotNegative();
    }
  }

  /** Some of what was looked ahead at comes to pass, some comes otherwise, some was never seen. */
  @ParameterizedTest
  @MethodSource("io.prescale.forecasting.Forecasts#models")
  void lookingAheadChangesNoForecast(ModelBundle model) {
    double[] values = new double[70];
    Arrays.setAll(values, slot -> 40 + slot % 7 + (slot * slot) % 5);
    double[] expectedValues = values.clone();
    expectedValues[50] += 3;
    List<GroupSequence> series = SeriesBuilder.of(values).sequences();
    List<GroupSequence> foreseen = SeriesBuilder.of(expectedValues).sequences();
    try (Forecaster forecaster = Forecaster.of(model)) {
      GroupState plain = forecaster.begin(series.get(0));
      List<Forecast> without = forecaster.forecast(series, same(plain, 70));

      GroupState state = forecaster.begin(series.get(0));
      List<Forecast> with =
          new ArrayList<>(forecaster.forecast(series.subList(0, 40), same(state, 40)));
      forecaster.lookAhead(foreseen.subList(40, 60), same(state, 20));
      for (GroupSequence sequence : series.subList(40, 70)) {
        with.addAll(forecaster.forecast(List.of(sequence), List.of(state)));
      }

      assertThat(with.subList(0, 23)).containsOnlyNulls();
      for (int slot = 23; slot < 70; slot++) {
        Forecast found = with.get(slot);
        Forecast wanted = without.get(slot);
        assertThat(found.expected).isEqualTo(wanted.expected);
        assertThat(found.lower).isEqualTo(wanted.lower);
        assertThat(found.upper).isEqualTo(wanted.upper);
        assertThat(found.weights).isEqualTo(wanted.weights);
        assertThat(found.recentErrors).isEqualTo(wanted.recentErrors);
        assertThat(found.scored).isEqualTo(wanted.scored);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.prescale.forecasting.Forecasts#models")
  void anIncompleteSequenceIsTakenButNotForecast(ModelBundle model) {
    double[] values = new double[60];
    Arrays.setAll(values, slot -> slot == 30 ? Double.NaN : 40 + slot % 7);
    List<GroupSequence> series = SeriesBuilder.of(values).sequences();
    try (Forecaster forecaster = Forecaster.of(model)) {
      GroupState state = forecaster.begin(series.get(0));
      List<Forecast> forecasts = forecaster.forecast(series, same(state, 60));

      assertThat(forecasts.subList(23, 30)).doesNotContainNull();
      assertThat(forecasts.subList(30, 54)).containsOnlyNulls();
      assertThat(forecasts.subList(54, 60)).doesNotContainNull();
      assertThat(state.newestSlot).isEqualTo(SeriesBuilder.slot(59));
      assertThat(state.scale.count).isEqualTo(59);
    }
  }

  @ParameterizedTest
  @MethodSource("io.prescale.forecasting.Forecasts#models")
  void valuesThatNobodyCanMeanAreNotForecastAndNotTaken(ModelBundle model) {
    try (Forecaster forecaster = Forecaster.of(model)) {
      for (double value : new double[] {Double.POSITIVE_INFINITY, 1e10, Double.MAX_VALUE}) {
        List<GroupSequence> batch = sequences(3);
        double[][] healthy = expected(forecast(forecaster, batch));
        batch.set(1, SequenceBuilder.cpu(step -> step == 5 ? value : 50).build());
        GroupState state = forecaster.begin(batch.get(1));

        List<Forecast> forecasts =
            forecaster.forecast(
                batch,
                List.of(forecaster.begin(batch.get(0)), state, forecaster.begin(batch.get(2))));

        assertThat(forecasts.get(1)).isNull();
        assertThat(forecasts.get(0).expected).isEqualTo(healthy[0]);
        assertThat(forecasts.get(2).expected).isEqualTo(healthy[2]);
        assertThat(state.scale.count).isEqualTo(23);
        assertThat(state.scale.highest).isEqualTo(50);
      }
    }
  }

  @Test
  void forecastsDemandWhereInstancesAreKnown() {
    GroupSequence sequence =
        SequenceBuilder.cpu(step -> 50 + step % 3).instances(step -> 4).build();
    try (Forecaster forecaster = Forecaster.of(BundleBuilder.arbitrary(1, 8, 1))) {
      Forecast forecast = forecast(forecaster, List.of(sequence)).get(0);

      assertThat(forecast.quantity).isEqualTo(Forecast.Quantity.DEMAND);
      assertThat(forecast.expected[0]).isBetween(180.0, 230.0);
    }
  }

  @Test
  void staysAtOrAboveZero() {
    GroupSequence falling = SequenceBuilder.cpu(step -> step == 23 ? 0 : 90).build();
    for (ModelBundle model : List.of(alone(3), alone(4), ScriptBundles.load())) {
      double[] expected = scores(model, List.of(falling))[0];

      assertThat(Arrays.stream(expected)).allMatch(value -> value >= 0);
    }
  }

  @Test
  void forecastsFromAFolderWhatItForecastsFromMemory() throws Exception {
    ModelBundle bundle = BundleBuilder.arbitrary(2, 16, 1);
    new ModelBundleWriter().write(bundle, folder.resolve("model"));

    try (Forecaster loaded = Forecaster.load(new LocalBundleFiles(folder.resolve("model")))) {
      assertThat(loaded.modelId()).isEqualTo(bundle.id());
      assertThat(expected(forecast(loaded, sequences(20))))
          .isDeepEqualTo(scores(bundle, sequences(20)));
    }
  }
}
