package io.prescale.training.evaluation;

import io.prescale.domain.time.Slots;
import io.prescale.training.series.ActualSeries;
import java.time.Duration;

/** The value of 24 hours before the target; where it was not measured, the newest value. */
public final class SeasonalNaive implements Baseline {
  private static final int DAY = (int) Duration.ofDays(1).dividedBy(Slots.LENGTH);

  private final Persistence persistence = new Persistence();

  @Override
  public String name() {
    return Methods.SEASONAL;
  }

  @Override
  public ForecastTrack forecast(ActualSeries actual) {
    ForecastTrack track = persistence.forecast(actual);
    for (int slot = actual.testStart(); slot < actual.length(); slot++) {
      if (actual.isMeasured(slot - DAY)) {
        for (double[] expected : track.expected()) {
          expected[slot] = actual.values()[slot - DAY];
        }
      }
    }
    return track;
  }
}
