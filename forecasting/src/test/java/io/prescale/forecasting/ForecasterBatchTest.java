package io.prescale.forecasting;

import static io.prescale.forecasting.Forecasts.alone;
import static io.prescale.forecasting.Forecasts.expected;
import static io.prescale.forecasting.Forecasts.forecast;
import static io.prescale.forecasting.Forecasts.same;
import static io.prescale.forecasting.Forecasts.scores;
import static io.prescale.forecasting.Forecasts.sequences;
import static io.prescale.forecasting.Forecasts.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.adaptation.SameState;
import io.prescale.forecasting.bundle.ModelBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A forecast does not depend on the batch, the instance or the thread that it is made in. */
class ForecasterBatchTest {
  /** Decisions must not depend on which groups share a task with a group. */
  @ParameterizedTest
  @MethodSource("io.prescale.forecasting.Forecasts#models")
  void givesTheSameBitsWhateverElseIsInTheBatch(ModelBundle model) {
    GroupSequence sequence = SequenceBuilder.arbitrary(1000);
    try (Forecaster forecaster = Forecaster.of(model)) {
      double[] alone = forecast(forecaster, List.of(sequence)).get(0).expected;
      for (int size : new int[] {1, 2, 3, 15, 16, 17, 31, 64, 100, 255, 256, 257, 300}) {
        for (int position : new int[] {0, size / 2, size - 1}) {
          List<GroupSequence> batch = sequences(size);
          batch.set(position, sequence);
          assertThat(forecast(forecaster, batch).get(position).expected)
              .as("batch of %d, position %d", size, position)
              .isEqualTo(alone);
        }
      }
    }
  }

  /** Also a proof that what comes later has no influence on what was forecast. */
  @ParameterizedTest
  @MethodSource("io.prescale.forecasting.Forecasts#models")
  void slotsOfAGroupInOneBatchAreForecastAsOneByOne(ModelBundle model) {
    List<GroupSequence> series = series(60, 1).sequences();
    List<GroupSequence> otherEnd = new ArrayList<>(series.subList(0, 50));
    otherEnd.addAll(series(60, 2).sequences().subList(50, 60));
    try (Forecaster forecaster = Forecaster.of(model)) {
      GroupState slotBySlot = forecaster.begin(series.get(0));
      List<Forecast> single = new ArrayList<>();
      for (GroupSequence sequence : series) {
        single.addAll(forecaster.forecast(List.of(sequence), List.of(slotBySlot)));
      }
      GroupState atOnce = forecaster.begin(series.get(0));
      List<Forecast> together = forecaster.forecast(series, same(atOnce, 60));
      List<Forecast> others =
          forecaster.forecast(otherEnd, same(forecaster.begin(series.get(0)), 60));

      assertThat(together.subList(0, 23)).containsOnlyNulls();
      SameState.assertSame(together.subList(23, 60), single.subList(23, 60));
      SameState.assertSame(others.subList(23, 50), single.subList(23, 50));
      SameState.assertSame(atOnce, slotBySlot);
    }
  }

  @ParameterizedTest
  @MethodSource("io.prescale.forecasting.Forecasts#models")
  void givesTheSameBitsInEveryInstanceAndThread(ModelBundle model) throws Exception {
    double[][] here = scores(model, sequences(70));
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (Forecaster second = Forecaster.of(model)) {
      assertThat(expected(forecast(second, sequences(70)))).isDeepEqualTo(here);
      // The engine keeps by thread whether it records gradients.
      assertThat(other.submit(() -> scores(model, sequences(70))).get()).isDeepEqualTo(here);
    } finally {
      other.shutdown();
    }
  }

  @Test
  void averagesTheMembersOfAnEnsemble() {
    List<GroupSequence> sequences = sequences(4);
    double[][] one = scores(alone(1), sequences);
    double[][] two = scores(alone(2), sequences);
    double[][] both = scores(alone(1, 2), sequences);

    for (int row = 0; row < sequences.size(); row++) {
      for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
        double mean = (one[row][horizon] + two[row][horizon]) / 2;
        assertThat(both[row][horizon]).isCloseTo(mean, within(1e-4));
      }
    }
  }

  @Test
  void takesNoSequenceAtAll() {
    try (Forecaster forecaster = Forecaster.of(BundleBuilder.arbitrary(1, 8, 1))) {
      assertThat(forecaster.forecast(List.of(), List.of())).isEmpty();
    }
  }
}
