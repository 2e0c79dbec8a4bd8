package io.prescale.training.evaluation;

import io.prescale.training.series.ActualSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures the forecasts of several methods for one series, all on the same targets. */
public final class SeriesScorer {
  private static final int HOURS = 24;
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  /**
   * Scores at every reported horizon. A method without any forecast at a horizon is not measured
   * there, and does not keep the others from it.
   *
   * @param tracks the model first
   */
  public List<HorizonScore> score(ActualSeries actual, List<MethodTrack> tracks) {
    List<HorizonScore> horizons = new ArrayList<>();
    for (int horizon = 0; horizon < ReportedHorizons.COUNT; horizon++) {
      horizons.add(scoreAt(horizon, actual, tracks));
    }
    return horizons;
  }

  private static HorizonScore scoreAt(int horizon, ActualSeries actual, List<MethodTrack> tracks) {
    List<MethodTrack> present =
        tracks.stream()
            .filter(track -> track.track().hasAnyForecast(horizon, actual.testStart()))
            .toList();
    boolean hasModel = !present.isEmpty() && present.get(0).equals(tracks.get(0));
    int[] targets = hasModel ? SharedTargets.of(actual, present, horizon) : new int[0];
    int eventTargets = 0;
    for (int slot : targets) {
      eventTargets += actual.events()[slot] ? 1 : 0;
    }
    List<MethodScore> scores = new ArrayList<>();
    if (targets.length > 0) {
      for (MethodTrack track : present) {
        scores.add(scoreOf(track, horizon, actual, targets, eventTargets > 0));
      }
    }
    return new HorizonScore(
        ReportedHorizons.minutes(horizon), targets.length, eventTargets, scores);
  }

  private static MethodScore scoreOf(
      MethodTrack track, int horizon, ActualSeries actual, int[] targets, boolean hasEvents) {
    ErrorAccumulator all = new ErrorAccumulator();
    ErrorAccumulator onEvents = new ErrorAccumulator();
    ErrorAccumulator elsewhere = new ErrorAccumulator();
    ErrorAccumulator[] hours = new ErrorAccumulator[HOURS];
    Arrays.setAll(hours, hour -> new ErrorAccumulator());
    for (int slot : targets) {
      double value = actual.values()[slot];
      double expected = track.track().expected()[horizon][slot];
      all.add(value, expected);
      (actual.events()[slot] ? onEvents : elsewhere).add(value, expected);
      hours[hourOfDay(actual.slotAt(slot))].add(value, expected);
    }
    return new MethodScore(
        track.method(),
        all.measures(),
        track.track().hasInterval() ? interval(track.track(), horizon, actual, targets) : null,
        hasEvents ? new EventErrors(onEvents.mae(), elsewhere.mae()) : null,
        Arrays.stream(hours).mapToDouble(ErrorAccumulator::mae).toArray());
  }

  private static IntervalMeasures interval(
      ForecastTrack track, int horizon, ActualSeries actual, int[] targets) {
    int inside = 0;
    double width = 0;
    for (int slot : targets) {
      double value = actual.values()[slot];
      double lower = track.lower()[horizon][slot];
      double upper = track.upper()[horizon][slot];
      inside += value >= lower && value <= upper ? 1 : 0;
      width += upper - lower;
    }
    return new IntervalMeasures((double) inside / targets.length, width / targets.length);
  }

  private static int hourOfDay(long millis) {
    return (int) Math.floorMod(Math.floorDiv(millis, HOUR_MILLIS), (long) HOURS);
  }
}
