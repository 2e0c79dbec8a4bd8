package io.prescale.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.domain.time.Slots;
import io.prescale.training.fit.SplitFractions.Part;
import org.junit.jupiter.api.Test;

class SplitFractionsTest {
  private final SplitFractions fractions = new SplitFractions(0.3, 0.2);

  @Test
  void noWindowCrossesASplitWithItsTargets() {
    int length = 1000;
    int testStart = 700;
    int validationStart = 560;
    assertThat(fractions.testStart(length)).isEqualTo(testStart);
    assertThat(fractions.validationStart(length)).isEqualTo(validationStart);
    for (int newest = 0; newest < length; newest++) {
      int first = newest + 1;
      int last = newest + Slots.HORIZONS;
      Part part = fractions.partOf(newest, length);
      if (last < validationStart) {
        assertThat(part).isEqualTo(Part.TRAINING);
      } else if (first >= validationStart && last < testStart) {
        assertThat(part).isEqualTo(Part.VALIDATION);
      } else {
        assertThat(part).as("targets %d to %d", first, last).isEqualTo(Part.NONE);
      }
    }
  }

  @Test
  void holdsNothingOutIfAskedTo() {
    SplitFractions all = new SplitFractions(0, 0.2);

    assertThat(all.testStart(1000)).isEqualTo(1000);
    assertThat(all.partOf(987, 1000)).isEqualTo(Part.VALIDATION);
    assertThat(all.partOf(988, 1000)).as("a target behind the end").isEqualTo(Part.NONE);
  }

  @Test
  void refusesFractionsOutOfRange() {
    assertThatThrownBy(() -> new SplitFractions(1, 0.2)).hasMessageContaining("test fraction");
    assertThatThrownBy(() -> new SplitFractions(Double.NaN, 0.2)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new SplitFractions(0.3, 0)).hasMessageContaining("validation");
    assertThatThrownBy(() -> new SplitFractions(0.3, 1)).hasMessageContaining("validation");
  }
}
