package io.prescale.training.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.domain.forecast.Forecast;
import io.prescale.training.SeriesBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActualSeriesFactoryTest {
  private final ActualSeriesFactory factory = new ActualSeriesFactory(0.2);

  @Test
  void keepsGapsAsSlots() {
    ActualSeries actual =
        factory.of(
            SeriesBuilder.cpu("web", 100, slot -> slot >= 90 && slot < 95 ? Double.NaN : slot)
                .build());

    assertThat(actual.name()).isEqualTo("web");
    assertThat(actual.firstSlot()).isEqualTo(SeriesBuilder.START.toEpochMilli());
    assertThat(actual.length()).isEqualTo(100);
    assertThat(actual.testStart()).isEqualTo(80);
    assertThat(actual.isMeasured(89)).isTrue();
    assertThat(actual.isMeasured(90)).isFalse();
    assertThat(actual.values()[95]).isEqualTo(95);
    assertThat(actual.measuredInTest()).isEqualTo(15);
    assertThat(actual.isMeasured(100)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0.2, 10066, 8052", "0.2, 8640, 6912", "0.1, 100, 90", "0.9, 10, 1", "0.3, 10, 7"})
  void theTestPartHoldsAtLeastItsFraction(double fraction, int length, int testStart) {
    assertThat(new ActualSeriesFactory(fraction).testStart(length)).isEqualTo(testStart);
  }

  @Test
  void forecastsDemandWhereMostSamplesTellTheInstances() {
    ActualSeries demand =
        factory.of(SeriesBuilder.demand("web", 100, slot -> 50, slot -> slot < 90 ? 3 : 0).build());
    ActualSeries utilisation =
        factory.of(SeriesBuilder.demand("web", 100, slot -> 50, slot -> slot < 10 ? 3 : 0).build());

    assertThat(demand.values()[50]).isEqualTo(150);
    assertThat(demand.isMeasured(95)).as("without instances there is no demand").isFalse();
    assertThat(utilisation.values()[5]).isEqualTo(50);
  }

  /** Else the test part would say what training is about. */
  @Test
  void choosesTheQuantityByWhatLiesBeforeTheTestPart() {
    ActualSeries late =
        new ActualSeriesFactory(0.6)
            .of(SeriesBuilder.demand("web", 100, slot -> 50, slot -> slot < 40 ? 0 : 3).build());

    assertThat(late.quantity()).isEqualTo(Forecast.Quantity.CPU_UTILIZATION);
    assertThat(late.values()[90]).isEqualTo(50);
  }

  @Test
  void knowsTheEvents() {
    ActualSeries actual =
        factory.of(SeriesBuilder.sales("web", 20, slot -> 50, slot -> slot == 7).build());

    assertThat(actual.events()[7]).isTrue();
    assertThat(actual.events()[8]).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
  void refusesAFractionThatLeavesNothing(double fraction) {
    assertThatThrownBy(() -> new ActualSeriesFactory(fraction))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--test-fraction must be above 0 and below 1");
  }
}
