package io.prescale.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.domain.time.Slots;
import org.junit.jupiter.api.Test;

class SplitFractionsTest {
  private final SplitFractions fractions = new SplitFractions(0.3, 0.2);

  @Test
  void noWindowCrossesASplitWithItsTargets() {
    int length = 1000;
    int testStart = 700;
    int validationStart = 560;
    for (int newest = 0; newest < length; newest++) {
      int first = newest + 1;
      int last = newest + Slots.HORIZONS;
      Part part = fractions.partOf(newest, length).orElse(null);
      if (last < validationStart) {
        assertThat(part).isEqualTo(Part.TRAINING);
      } else if (first >= testStart) {
        assertThat(part).isEqualTo(Part.TEST);
      } else if (first >= validationStart && last < testStart) {
        assertThat(part).isEqualTo(Part.VALIDATION);
      } else {
        assertThat(part).as("targets %d to %d", first, last).isNull();
      }
    }
  }

  @Test
  void holdsNothingOutIfAskedTo() {
    assertThat(new SplitFractions(0, 0.2).partOf(980, 1000)).contains(Part.VALIDATION);
  }

  @Test
  void refusesFractionsOutOfRange() {
    assertThatThrownBy(() -> new SplitFractions(1, 0.2)).hasMessageContaining("test fraction");
    assertThatThrownBy(() -> new SplitFractions(Double.NaN, 0.2)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new SplitFractions(0.3, 0)).hasMessageContaining("validation");
  }
}
