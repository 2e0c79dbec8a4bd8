package io.prescale.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HorizonAggregateTest {
  @Test
  void summarisesTheSeries() {
    HorizonAggregate aggregate =
        HorizonAggregate.of(
            0,
            List.of(
                series("better", 0.9, 1, 1.2, 2, 0.91),
                series("seasonal is best", 0.9, 1, 1.2, 0.5, 0.95),
                series("worse", 1.5, 1.2, 1, 2, 0.6)));

    assertThat(aggregate.minutes()).isEqualTo(5);
    assertThat(aggregate.series()).isEqualTo(3);
    assertThat(aggregate.targets()).isEqualTo(300);
    assertThat(aggregate.shareWon()).as("seasonal does not count").isEqualTo(2.0 / 3);
    assertThat(aggregate.medianMaeRatio()).as("0.9, 1.8, 1.5").isCloseTo(1.5, within(1e-12));
    assertThat(aggregate.medianRmseRatioToAr24()).as("0.75, 0.75, 1.5").isEqualTo(0.75);
    assertThat(aggregate.medianR2()).isEqualTo(0.5);
    assertThat(aggregate.coverage()).isEqualTo(0.91);
    assertThat(aggregate.minCoverage()).isEqualTo(0.6);
    assertThat(aggregate.maeRatios()).containsOnlyKeys("model", "persistence", "ar24", "seasonal");
    assertThat(aggregate.maeRatios().get("ar24")).isCloseTo(1.2, within(1e-12));
  }

  @Test
  void aSeriesWithoutErrorOrTargetsDoesNotSpoilTheMedian() {
    HorizonAggregate aggregate =
        HorizonAggregate.of(
            0, List.of(series("idle", 0, 0, 0, 0, 1), series("busy", 0.8, 1, 1, 1, 0.9), empty()));

    assertThat(aggregate.series()).isEqualTo(2);
    assertThat(aggregate.shareWon()).isEqualTo(1);
    assertThat(aggregate.medianMaeRatio()).isEqualTo(0.8);
  }

  @Test
  void nothingMeasuredIsNotDefined() {
    HorizonAggregate aggregate = HorizonAggregate.of(3, List.of(empty()));

    assertThat(aggregate.series()).isZero();
    assertThat(aggregate.shareWon()).isNaN();
    assertThat(aggregate.medianMaeRatio()).isNaN();
    assertThat(aggregate.minCoverage()).isNaN();
    assertThat(aggregate.events().series()).isZero();
  }

  /** RMSE is the same as MAE here. */
  private static SeriesEvaluation series(
      String name,
      double model,
      double persistence,
      double regression,
      double seasonal,
      double coverage) {
    HorizonScore score =
        new HorizonScore(
            5,
            100,
            0,
            List.of(
                method("model", model, new IntervalMeasures(coverage, 4)),
                method("persistence", persistence, null),
                method("ar24", regression, null),
                method("seasonal", seasonal, null)));
    return evaluation(name, score);
  }

  private static SeriesEvaluation empty() {
    return evaluation("empty", new HorizonScore(5, 0, 0, List.of()));
  }

  private static SeriesEvaluation evaluation(String name, HorizonScore score) {
    List<HorizonScore> horizons =
        new ArrayList<>(Collections.nCopies(ReportedHorizons.COUNT, score));
    return new SeriesEvaluation(
        name, "CPU utilisation, percent", 500, 100, Instant.EPOCH, horizons, List.of());
  }

  private static MethodScore method(String name, double error, IntervalMeasures interval) {
    return new MethodScore(
        name, new ErrorMeasures(error, error, 0.5, 90), interval, null, new double[24]);
  }
}
