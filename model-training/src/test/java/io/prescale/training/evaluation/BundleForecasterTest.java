package io.prescale.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.bundle.LocalBundleFiles;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.SeriesBuilder;
import io.prescale.training.series.ActualSeriesFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class BundleForecasterTest {
  private static final Path MODEL =
      Path.of(System.getProperty("prescale.root", "."), "models", "default");
  private static final IntToDoubleFunction WAVE = slot -> 50 + 20 * Math.sin(slot / 9.0);

  @Test
  void forecastsEverySlotOfTheTestPartFromWhatLiesBefore() {
    double[][] one = forecast(WAVE);
    double[][] other = forecast(slot -> slot < 460 ? WAVE.applyAsDouble(slot) : 90);

    for (int horizon = 0; horizon < ReportedHorizons.COUNT; horizon++) {
      int firstFromOther = 460 + ReportedHorizons.steps(horizon);
      assertThat(Arrays.copyOfRange(one[horizon], 400, 500)).doesNotContain(Double.NaN);
      assertThat(Arrays.copyOfRange(one[horizon], 400, firstFromOther))
          .isEqualTo(Arrays.copyOfRange(other[horizon], 400, firstFromOther));
      assertThat(one[horizon][firstFromOther]).isNotEqualTo(other[horizon][firstFromOther]);
    }
  }

  @Test
  void keepsSilentAfterALongGap() {
    double[] next = forecast(slot -> slot >= 420 && slot < 430 ? Double.NaN : 50)[0];

    assertThat(next[419]).isNotNaN();
    assertThat(next[425]).isNaN();
    assertThat(next[453]).as("24 values, of which the last is slot 453").isNaN();
    assertThat(next[454]).isNotNaN();
  }

  private static double[][] forecast(IntToDoubleFunction values) {
    HistorySeries series = SeriesBuilder.cpu("web", 500, values).build();
    try (Forecaster forecaster = Forecaster.load(new LocalBundleFiles(MODEL))) {
      return new BundleForecaster(forecaster)
          .forecast(series, new ActualSeriesFactory(0.2).of(series))
          .expected();
    }
  }
}
