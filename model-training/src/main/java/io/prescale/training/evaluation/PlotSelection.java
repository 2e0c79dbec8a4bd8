package io.prescale.training.evaluation;

import io.prescale.domain.time.Slots;
import io.prescale.training.series.ActualSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses what to show of a series: the day with the typical (median) error and the one with the
 * largest, with six hours on either side, five and sixty minutes ahead.
 */
final class PlotSelection {
  private static final int DAY = (int) Duration.ofDays(1).dividedBy(Slots.LENGTH);
  private static final int MARGIN = DAY / 4;
  private static final int[] SHOWN = {0, ReportedHorizons.COUNT - 1};

  private PlotSelection() {}

  private record DayError(int from, double mae) {}

  static List<SeriesPlot> of(ActualSeries actual, ForecastTrack track) {
    List<DayError> days = new ArrayList<>(days(actual, track));
    if (days.isEmpty()) {
      return List.of();
    }
    days.sort(Comparator.comparingDouble(DayError::mae));
    DayError worst = days.get(days.size() - 1);
    DayError typical = days.get((days.size() - 1) / 2);
    List<SeriesPlot> plots = new ArrayList<>();
    for (int horizon : SHOWN) {
      if (track.hasAnyForecast(horizon, actual.testStart())) {
        plots.add(cut("Typical day", typical, horizon, actual, track));
        if (worst.from() != typical.from()) {
          plots.add(cut("Worst day", worst, horizon, actual, track));
        }
      }
    }
    return plots;
  }

  /** Days of the test part by their error at the farthest horizon that has forecasts. */
  private static List<DayError> days(ActualSeries actual, ForecastTrack track) {
    int horizon = ReportedHorizons.COUNT - 1;
    while (horizon > 0 && !track.hasAnyForecast(horizon, actual.testStart())) {
      horizon--;
    }
    List<DayError> days = new ArrayList<>();
    List<DayError> sparse = new ArrayList<>();
    for (int from = actual.testStart(); from < actual.length(); from += DAY) {
      int targets = 0;
      double sum = 0;
      for (int slot = from; slot < Math.min(from + DAY, actual.length()); slot++) {
        if (actual.isMeasured(slot) && track.hasForecast(horizon, slot)) {
          sum += Math.abs(track.expected()[horizon][slot] - actual.values()[slot]);
          targets++;
        }
      }
      if (targets > 0) {
        (targets >= DAY / 2 ? days : sparse).add(new DayError(from, sum / targets));
      }
    }
    return days.isEmpty() ? sparse : days;
  }

  private static SeriesPlot cut(
      String kind, DayError day, int horizon, ActualSeries actual, ForecastTrack track) {
    int from = Math.max(actual.testStart(), day.from() - MARGIN);
    int to = Math.min(actual.length(), day.from() + DAY + MARGIN);
    return new SeriesPlot(
        kind,
        ReportedHorizons.minutes(horizon),
        actual.slotAt(from),
        narrow(actual.values(), from, to),
        narrow(track.expected()[horizon], from, to),
        track.hasInterval() ? narrow(track.lower()[horizon], from, to) : null,
        track.hasInterval() ? narrow(track.upper()[horizon], from, to) : null,
        Arrays.copyOfRange(actual.events(), from, to));
  }

  private static float[] narrow(double[] values, int from, int to) {
    float[] narrow = new float[to - from];
    for (int index = 0; index < narrow.length; index++) {
      narrow[index] = (float) values[from + index];
    }
    return narrow;
  }
}
