package io.prescale.training.evaluation;

import io.prescale.domain.forecast.Forecast;
import io.prescale.training.SeriesBuilder;
import io.prescale.training.series.ActualSeries;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Small series and forecasts for tests. */
final class Examples {
  private Examples() {}

  /** A series without events, starting at midnight. */
  static ActualSeries series(int length, int testStart, IntToDoubleFunction values) {
    double[] line = new double[length];
    Arrays.setAll(line, values);
    return new ActualSeries(
        "web",
        SeriesBuilder.START.toEpochMilli(),
        Forecast.Quantity.CPU_UTILIZATION,
        line,
        new boolean[length],
        testStart);
  }

  /** Forecasts of every slot, the same at every horizon. */
  static ForecastTrack points(int length, IntToDoubleFunction expected) {
    ForecastTrack track = ForecastTrack.ofPoints(length);
    for (double[] row : track.expected()) {
      Arrays.setAll(row, expected);
    }
    return track;
  }

  /** Forecasts of every slot with bounds at the same distance on both sides. */
  static ForecastTrack intervals(int length, IntToDoubleFunction expected, double distance) {
    ForecastTrack track = ForecastTrack.ofIntervals(length);
    for (int horizon = 0; horizon < ReportedHorizons.COUNT; horizon++) {
      Arrays.setAll(track.expected()[horizon], expected);
      Arrays.setAll(track.lower()[horizon], slot -> expected.applyAsDouble(slot) - distance);
      Arrays.setAll(track.upper()[horizon], slot -> expected.applyAsDouble(slot) + distance);
    }
    return track;
  }
}
