package io.prescale.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.training.series.ActualSeries;
import org.junit.jupiter.api.Test;

class NaiveBaselinesTest {
  private final ActualSeries actual =
      Examples.series(700, 560, slot -> slot == 300 || slot == 600 ? Double.NaN : slot);

  @Test
  void persistenceRepeatsTheNewestValue() {
    double[][] expected = new Persistence().forecast(actual).expected();

    assertThat(expected[0][559]).as("before the test part").isNaN();
    assertThat(expected[0][560]).isEqualTo(559);
    assertThat(expected[3][560]).isEqualTo(548);
    assertThat(expected[0][601]).as("the newest value was not measured").isNaN();
  }

  @Test
  void seasonalRepeatsTheDayBefore() {
    double[][] expected = new SeasonalNaive().forecast(actual).expected();

    assertThat(expected[0][560]).isEqualTo(272);
    assertThat(expected[3][560]).isEqualTo(272);
    assertThat(expected[1][588]).as("yesterday is missing: persistence").isEqualTo(585);
  }
}
