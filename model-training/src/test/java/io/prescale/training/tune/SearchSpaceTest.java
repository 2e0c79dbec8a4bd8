package io.prescale.training.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.forecasting.features.FeatureGroup;
import io.prescale.training.TrainOptions;
import io.prescale.training.TrainingPreset;
import io.prescale.training.fit.TrainingPlan;
import io.prescale.training.process.PlanDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchSpaceTest {
  private static List<Trial> trials(Map<String, String> space, long seed, int count) {
    return new TrialSequence(SearchSpace.of(TrainingPreset.DEFAULT, space), seed).random(1, count);
  }

  @Test
  void trialZeroIsWhatTrainDoesWithoutOptions() {
    for (TrainingPreset preset : TrainingPreset.values()) {
      TrainingPlan plain = TrainOptions.parse(List.of("--preset", preset.name())).plan();

      TrainingPlan trial = SearchSpace.of(preset, Map.of()).preset().plan();

      assertThat(PlanDocument.of(trial).toJson()).isEqualTo(PlanDocument.of(plain).toJson());
    }
  }

  @Test
  void theSameSeedGivesTheSameTrials() {
    assertThat(trials(Map.of(), 7, 30)).isEqualTo(trials(Map.of(), 7, 30)).doesNotHaveDuplicates();
    assertThat(trials(Map.of(), 7, 30)).startsWith(trials(Map.of(), 7, 5).toArray(new Trial[0]));
    assertThat(trials(Map.of(), 8, 30)).isNotEqualTo(trials(Map.of(), 7, 30));
  }

  @Test
  void narrowingOneDimensionLeavesTheOthersAsTheyWere() {
    List<Trial> narrow = trials(Map.of("hidden", "8", "dropout", "0.05..0.06"), 3, 20);
    List<Trial> wide = trials(Map.of(), 3, 20);

    for (int index = 0; index < 20; index++) {
      Map<Dimension, String> values = narrow.get(index).values();
      assertThat(values).containsEntry(Dimension.HIDDEN, "8");
      assertThat(Double.parseDouble(values.get(Dimension.DROPOUT))).isBetween(0.05, 0.06);
      assertThat(values.get(Dimension.LEARNING_RATE))
          .isEqualTo(wide.get(index).values().get(Dimension.LEARNING_RATE));
    }
  }

  @Test
  void whatIsFixedHoldsForThePresetToo() {
    Trial preset = SearchSpace.of(TrainingPreset.DEFAULT, Map.of("hidden", "8")).preset();

    assertThat(preset.plan().network().hidden()).isEqualTo(8);
  }

  @Test
  void everyDimensionReachesThePlan() {
    Trial trial =
        SearchSpace.of(
                TrainingPreset.DEFAULT,
                Map.ofEntries(
                    Map.entry("hidden", "24"),
                    Map.entry("layers", "3"),
                    Map.entry("attention", "yes"),
                    Map.entry("dropout", "0.25"),
                    Map.entry("learning-rate", "0.004"),
                    Map.entry("batch-size", "99"),
                    Map.entry("loss", "log_cosh"),
                    Map.entry("without", "clock+SIGNALS"),
                    Map.entry("epochs", "5"),
                    Map.entry("epoch-windows", "700"),
                    Map.entry("patience", "2")))
            .preset();

    TrainingPlan plan = trial.plan();

    assertThat(PlanDocument.of(plan).toJson())
        .contains("\"layers\":3,\"hidden\":24,\"dropout\":0.25,\"attention\":true")
        .contains("\"epochs\":5,\"epochWindows\":700,\"batchSize\":99,\"learningRate\":0.004")
        .contains("\"patience\":2,\"loss\":\"LOG_COSH\"");
    assertThat(plan.schema().groups())
        .contains(FeatureGroup.VALUES)
        .doesNotContain(FeatureGroup.CLOCK, FeatureGroup.SIGNALS);
  }

  @Test
  void rangesAreDrawnFromEndToEnd() {
    Range whole = Range.parse("2..4", Kind.INTEGER);
    Range scale = Range.parse("0.0001..0.01", Kind.SCALE);

    assertThat(whole.at(0)).isEqualTo("2");
    assertThat(whole.at(Math.nextDown(1.0))).isEqualTo("4");
    assertThat(scale.at(0)).isEqualTo("1.0E-4");
    assertThat(scale.at(0.5)).isEqualTo("0.001");
    assertThat(Range.parse("0..0.3", Kind.REAL).at(0.5)).isEqualTo("0.15");
    assertThat(Range.parse("yes,no", Kind.SWITCH).at(0.5)).isEqualTo("no");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hiden        | 8          | did you mean hidden?",
        "dense        | 8          | Known are hidden, layers, attention",
        "hidden       | 8..2000    | hidden must be from 1 to 1024, but is 2000",
        "hidden       | 64..8      | '64..8' must rise from left to right",
        "hidden       | 0..8       | must begin above 0",
        "hidden       | many       | 'many' is not a whole number",
        "hidden       | 8,         | '' is not a whole number",
        "dropout      | 0..1       | dropout must be from 0 to below 1, but is 1.0",
        "dropout      | NaN        | 'NaN' is not a number",
        "learning-rate| 0..0.1     | must begin above 0",
        "learning-rate| 5          | learning rate must be above 0 and below 1",
        "batch-size   | 9000       | batch size must be at most 8192",
        "attention    | perhaps    | 'perhaps' is none of yes, no",
        "loss         | MAEE       | did you mean MAE?",
        "loss         | MAE..MSE   | these are no numbers; write choices",
        "without      | SIGNAL     | did you mean SIGNALS?",
        "epochs       | 0          | epochs must be at least 1"
      })
  void refusesWhatCannotBeTrained(String name, String range, String message) {
    assertThatThrownBy(() -> SearchSpace.of(TrainingPreset.DEFAULT, Map.of(name, range)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
