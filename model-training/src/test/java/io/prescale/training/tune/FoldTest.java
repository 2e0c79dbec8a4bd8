package io.prescale.training.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.SeriesBuilder;
import io.prescale.training.fit.SplitFractions;
import org.junit.jupiter.api.Test;

class FoldTest {
  private static final SplitFractions FRACTIONS = new SplitFractions(0.2, 0.2);

  private final HistorySeries series = SeriesBuilder.cpu("web", 1000, slot -> 50).build();

  @Test
  void eachValidatesBehindWhatItTrainsOnAndWhereTheOlderOneEnded() {
    int end = 0;
    for (Fold fold : Fold.of(3, FRACTIONS)) {
      int slots = fold.slots(series);
      int validationStart = new SplitFractions(0, fold.validation()).validationStart(slots);

      assertThat(slots - validationStart).as("validation of fold %s", fold).isEqualTo(160);
      if (fold.number() > 1) {
        assertThat(validationStart).isEqualTo(end);
      }
      end = slots;
    }
    assertThat(end).as("start of the test part").isEqualTo(FRACTIONS.testStart(1000));
  }

  @Test
  void theNewestSplitsAsTrainDoes() {
    Fold newest = Fold.of(2, FRACTIONS).get(1);

    assertThat(newest.slots(series)).isEqualTo(800);
    assertThat(new SplitFractions(0, newest.validation()).validationStart(800))
        .isEqualTo(FRACTIONS.validationStart(1000));
  }

  @Test
  void refusesTooFewOrTooManyFolds() {
    assertThatThrownBy(() -> Fold.of(1, FRACTIONS))
        .hasMessageContaining("--folds must be at least");
    assertThatThrownBy(() -> Fold.of(5, FRACTIONS))
        .hasMessageContaining("--folds 5 with --validation-fraction 0.2 leaves less than a tenth");
    assertThat(Fold.of(9, new SplitFractions(0, 0.1))).hasSize(9);
    assertThat(Fold.of(4, FRACTIONS)).hasSize(4);
  }
}
