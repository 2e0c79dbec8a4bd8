package io.prescale.forecasting;

import static io.prescale.forecasting.Forecasts.alone;
import static io.prescale.forecasting.Forecasts.forecast;
import static io.prescale.forecasting.Forecasts.same;
import static io.prescale.forecasting.Forecasts.series;
import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.forecast.Expert;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.adaptation.SameState;
import io.prescale.forecasting.bundle.GroupPart;
import io.prescale.forecasting.bundle.GroupParts;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.network.ForecastHead;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is learned of a group: taken once, kept over models, and of use. */
class ForecasterStateTest {
  @ParameterizedTest
  @MethodSource("io.prescale.forecasting.Forecasts#models")
  void aSequenceThatComesAgainChangesNothing(ModelBundle model) {
    List<GroupSequence> series = series(60, 1).sequences();
    try (Forecaster forecaster = Forecaster.of(model)) {
      GroupState once = forecaster.begin(series.get(0));
      GroupState again = forecaster.begin(series.get(0));
      for (GroupSequence sequence : series) {
        Forecast first = forecaster.forecast(List.of(sequence), List.of(once)).get(0);
        forecaster.forecast(List.of(sequence), List.of(again));
        SameState.assertSame(
            forecaster.forecast(List.of(sequence), List.of(again)), Arrays.asList(first));
      }
      SameState.assertSame(again, once);
    }
  }

  @Test
  void anOlderSequenceIsForecastFromItselfAndLeavesTheStateAlone() {
    List<GroupSequence> series = series(60, 1).sequences();
    try (Forecaster forecaster = Forecaster.of(BundleBuilder.arbitrary(1, 8, 1))) {
      GroupState state = forecaster.begin(series.get(0));
      GroupState untouched = forecaster.begin(series.get(0));
      forecaster.forecast(series, same(state, 60));
      forecaster.forecast(series, same(untouched, 60));

      Forecast late = forecaster.forecast(List.of(series.get(40)), List.of(state)).get(0);

      SameState.assertSame(state, untouched);
      SameState.assertSame(late, forecast(forecaster, List.of(series.get(40))).get(0));
    }
  }

  @Test
  void whatWasLearnedOfAGroupSurvivesAnotherModel() {
    List<GroupSequence> series = series(400, 1).sequences();
    try (Forecaster first = Forecaster.of(BundleBuilder.arbitrary(1, 8, 1));
        Forecaster second = Forecaster.of(ScriptBundles.load())) {
      GroupState state = first.begin(series.get(0));
      first.forecast(series.subList(0, 399), same(state, 399));
      int count = state.scale.count;
      float[] coefficients = state.autoregression.seasonalCoefficients.clone();
      int[] scored = state.mix.scored.clone();

      Forecast forecast = second.forecast(List.of(series.get(399)), List.of(state)).get(0);

      assertThat(forecast.modelId).isEqualTo("torchscript-fixture");
      assertThat(state.scale.count).isEqualTo(count + 1);
      assertThat(state.autoregression.seasonalCoefficients)
          .usingComparatorWithPrecision(0.05f)
          .containsExactly(coefficients);
      assertThat(forecast.scored).as("forecasts of the old model are void").isEqualTo(scored);
      double best = 0;
      for (int expert = 0; expert < Expert.COUNT; expert++) {
        best = Math.max(best, forecast.weights[expert * Slots.HORIZONS]);
      }
      assertThat(forecast.weights[0]).as("the new one is as good as the best").isEqualTo(best);
    }
  }

  @Test
  void aGroupWithAPartOfItsOwnIsForecastWithItsHeadAndGoesOnFromItsState() {
    List<GroupSequence> series = series(100, 1).sequences();
    ModelBundle common = alone(1);
    ModelBundle other = alone(2);
    GroupState trained = GroupState.create(Forecast.Quantity.CPU_UTILIZATION);
    try (Forecaster forecaster = Forecaster.of(common)) {
      forecaster.forecast(series.subList(0, 99), same(trained, 99));
    }
    ForecastHead head = ForecastHead.of(other.network(), other.members().get(0));
    GroupParts parts =
        GroupParts.of(Map.of("web", new GroupPart(trained, List.of(head))), common.network(), 1);
    ModelBundle tuned = BundleBuilder.builder(1, 8, 1).adaptive(false).groups(parts).build();
    GroupSequence next = series.get(99);
    GroupSequence stranger = series(100, 1).group("stranger").sequences().get(99);
    try (Forecaster forecaster = Forecaster.of(tuned);
        Forecaster untuned = Forecaster.of(common)) {
      GroupState begun = forecaster.begin(next);
      assertThat(begun.scale.count).isEqualTo(trained.scale.count);
      assertThat(forecaster.begin(stranger).scale.count).isZero();
      assertThat(forecaster.begin(series.get(50)).scale.count)
          .as("a replay of what was trained on")
          .isZero();

      GroupState same = forecaster.begin(next);
      double[] own = forecaster.forecast(List.of(next), List.of(begun)).get(0).expected;
      double[] plain = untuned.forecast(List.of(next), List.of(same)).get(0).expected;
      assertThat(own).isNotEqualTo(plain);
      assertThat(forecast(forecaster, List.of(stranger)).get(0).expected)
          .isEqualTo(forecast(untuned, List.of(stranger)).get(0).expected);
    }
  }

  /** The network of arbitrary numbers is a bad one. */
  @Test
  void aGroupGetsBetterByItself() {
    ModelBundle bad = BundleBuilder.arbitrary(1, 8, 3);
    double[] values = new double[900];
    Arrays.setAll(values, slot -> 50 + 20 * Math.sin(slot * 0.12));
    List<GroupSequence> series = SeriesBuilder.of(values).sequences();
    double[] errors = new double[values.length];
    try (Forecaster forecaster = Forecaster.of(bad)) {
      GroupState state = forecaster.begin(series.get(0));
      for (int slot = 0; slot < values.length - 12; slot++) {
        Forecast forecast = forecaster.forecast(List.of(series.get(slot)), List.of(state)).get(0);
        errors[slot] = forecast == null ? 0 : Math.abs(forecast.expected[11] - values[slot + 12]);
      }
    }

    double early = Arrays.stream(errors, 24, 60).average().orElseThrow();
    double late = Arrays.stream(errors, 700, 888).average().orElseThrow();
    assertThat(late).isLessThan(0.1 * early);
  }
}
