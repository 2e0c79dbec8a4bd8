package io.prescale.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.domain.time.Slots;
import io.prescale.forecasting.adaptation.AutoregressionPrior;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.SeriesBuilder;
import io.prescale.training.series.TrainingException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of 1000 slots the validation part begins at 640 and the test part at 800. */
class TrainingDataTest {
  private static final int LENGTH = 1000;
  private static final int VALIDATION_START = 640;
  private static final int TEST_START = 800;
  private static final IntToDoubleFunction WAVE = Trainings.noisyWave(LENGTH, 1);

  @Test
  void makesAWindowOfEverySlotWhoseTargetsLieInOnePart() {
    SeriesWindows windows = windows(WAVE);

    // From a tenth of the series on, up to twelve slots before the next part.
    assertThat(windows.training()).hasSize(VALIDATION_START - Slots.HORIZONS - LENGTH / 10);
    assertThat(windows.validation()).hasSize(TEST_START - VALIDATION_START - Slots.HORIZONS + 1);
  }

  /** Inputs, scales, linear forecasts, targets: nothing of a window comes from a later part. */
  @ParameterizedTest
  @CsvSource({"640, true, false", "800, true, true", "639, false, false", "799, true, false"})
  void windowsDoNotKnowWhatComesBehindTheirPart(
      int changedFrom, boolean trainingStays, boolean validationStays) {
    SeriesWindows before = windows(WAVE);
    SeriesWindows after =
        windows(slot -> slot < changedFrom ? WAVE.applyAsDouble(slot) : wild(slot));

    assertThat(same(before.training(), after.training())).isEqualTo(trainingStays);
    assertThat(same(before.validation(), after.validation())).isEqualTo(validationStays);
  }

  /** Apart from the common coefficients, a window is fed with what was known then. */
  @Test
  void inputsOfAWindowDoNotKnowTheNextSlot() {
    int newest = 400;
    Window before = windowAt(newest, LENGTH);
    Window after = windowAt(newest, newest + 1);
    Window known = windowAt(newest, newest);

    assertThat(after.sequence()).isEqualTo(before.sequence());
    assertThat(after.statics()).isEqualTo(before.statics());
    assertThat(after.targets()).isNotEqualTo(before.targets());
    assertThat(known.sequence()).as("but the newest slot").isNotEqualTo(before.sequence());
  }

  private static Window windowAt(int newest, int changedFrom) {
    HistorySeries series =
        SeriesBuilder.cpu(
                "web", LENGTH, slot -> slot < changedFrom ? WAVE.applyAsDouble(slot) : wild(slot))
            .build();
    return new WindowWalk(
            FeatureSchema.complete(), AutoregressionPrior.none(), Trainings.FRACTIONS, 1)
        .windows(series, Trainings.FRACTIONS.layOut(series))
        .training()
        .get(newest - LENGTH / 10);
  }

  @ParameterizedTest
  @CsvSource({"640, true", "639, false"})
  void commonCoefficientsAreFittedOnTheTrainingPartOnly(int changedFrom, boolean same) {
    float[] before = data(WAVE).prior().toNumbers();
    float[] after =
        data(slot -> slot < changedFrom ? WAVE.applyAsDouble(slot) : wild(slot))
            .prior()
            .toNumbers();

    assertThat(Arrays.equals(before, after)).isEqualTo(same);
  }

  @Test
  void targetsThatWereNotMeasuredDoNotCount() {
    SeriesWindows windows =
        windows(slot -> slot == 300 || slot == 301 ? Double.NaN : WAVE.applyAsDouble(slot));
    Window before = windows.training().get(298 - LENGTH / 10);

    assertThat(before.targets()[0]).as("slot 299").isNotNaN();
    assertThat(before.targets()[1]).as("slot 300").isNaN();
    assertThat(before.targets()[2]).as("slot 301").isNaN();
    assertThat(before.targets()[3]).as("slot 302").isNotNaN();
  }

  /** No window ends at a value that was carried forward, nor reaches over a long gap. */
  @Test
  void makesNoWindowOfGaps() {
    int all = windows(WAVE).training().size();
    SeriesWindows filled =
        windows(slot -> slot == 300 || slot == 301 ? Double.NaN : WAVE.applyAsDouble(slot));
    SeriesWindows broken =
        windows(slot -> slot >= 300 && slot < 310 ? Double.NaN : WAVE.applyAsDouble(slot));

    assertThat(filled.training()).hasSize(all - 2);
    // Ten slots without value, and 23 behind them whose sequence is not complete.
    assertThat(broken.training()).hasSize(all - 33);
  }

  @Test
  void leavesOutSeriesThatGiveNoWindowAndSaysWhy() {
    HistorySeries young = SeriesBuilder.cpu("young", 60, slot -> slot).build();
    HistorySeries holes =
        SeriesBuilder.cpu("holes", LENGTH, slot -> slot % 10 < 5 ? slot : Double.NaN).build();
    HistorySeries wrong =
        SeriesBuilder.cpu("wrong", 600_000, slot -> slot < 500 || slot > 599_998 ? 50 : Double.NaN)
            .build();

    TrainingData data = Trainings.data(young, Trainings.wave("wave", LENGTH, 1), holes, wrong);

    assertThat(data.history()).extracting(HistorySeries::group).containsExactly("wave");
    assertThat(data.skipped())
        .anySatisfy(line -> assertThat(line).contains("young: 60 samples give"))
        .anySatisfy(line -> assertThat(line).contains("holes: 500 samples give 0 training"))
        .anySatisfy(line -> assertThat(line).contains("wrong: its time stamps span more than"))
        .hasSize(3);
    assertThatThrownBy(() -> Trainings.data(young, holes))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("no series can be trained on")
        .hasMessageContaining("young: 60 samples")
        .hasMessageContaining("holes: 500 samples");
  }

  private static double wild(int slot) {
    return slot % 3 == 0 ? 0 : 1000 + 7 * slot;
  }

  private static TrainingData data(IntToDoubleFunction values) {
    return TrainingData.of(
        List.of(SeriesBuilder.cpu("web", LENGTH, values).build()),
        Trainings.FRACTIONS,
        FeatureSchema.complete());
  }

  private static SeriesWindows windows(IntToDoubleFunction values) {
    return data(values).series().get(0);
  }

  private static boolean same(List<Window> before, List<Window> after) {
    if (before.size() != after.size()) {
      return false;
    }
    for (int index = 0; index < before.size(); index++) {
      Window one = before.get(index);
      Window other = after.get(index);
      if (!Arrays.equals(one.sequence(), other.sequence())
          || !Arrays.equals(one.statics(), other.statics())
          || !Arrays.equals(one.targets(), other.targets())
          || !Arrays.equals(one.persistence(), other.persistence())) {
        return false;
      }
    }
    return true;
  }
}
