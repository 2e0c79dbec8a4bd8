package io.prescale.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prescale.training.series.ActualSeries;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesScorerTest {
  private static final int LENGTH = 100;
  private static final int TEST_START = 80;

  private final SeriesScorer scorer = new SeriesScorer();

  @Test
  void measuresEveryMethodOnTheTargetsThatAllOfThemForecast() {
    ActualSeries actual = Examples.series(LENGTH, TEST_START, slot -> slot == 85 ? Double.NaN : 50);
    ForecastTrack model =
        Examples.points(LENGTH, slot -> slot == 90 ? Double.NaN : slot == 91 ? 1000 : 51);
    ForecastTrack other = Examples.points(LENGTH, slot -> slot == 91 ? Double.NaN : 53);
    other.expected()[0][90] = 1000;

    HorizonScore score =
        scorer
            .score(actual, List.of(new MethodTrack("model", model), new MethodTrack("ar24", other)))
            .get(0);

    assertThat(score.targets()).as("20 without 85, 90 and 91").isEqualTo(17);
    assertThat(score.mae("model")).as("without its own worst").isEqualTo(1);
    assertThat(score.mae("ar24")).isEqualTo(3);
    assertThat(score.maeRatio("model")).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(score.isWon("model")).isTrue();
    assertThat(score.isWon("ar24")).as("no worse than itself").isTrue();
  }

  @Test
  void aMethodThatIsSilentAtAHorizonDoesNotKeepTheOthersFromIt() {
    ActualSeries actual = Examples.series(LENGTH, TEST_START, slot -> 50);
    ForecastTrack silent = Examples.points(LENGTH, slot -> 50);
    Arrays.fill(silent.expected()[3], TEST_START, LENGTH, Double.NaN);
    MethodTrack model = new MethodTrack("model", Examples.points(LENGTH, slot -> 51));

    List<HorizonScore> scores = scorer.score(actual, List.of(model, new MethodTrack("x", silent)));
    assertThat(scores.get(0).method("x")).isPresent();
    assertThat(scores.get(3).method("x")).isEmpty();
    assertThat(scores.get(3).targets()).isEqualTo(20);

    List<HorizonScore> swapped =
        scorer.score(actual, List.of(new MethodTrack("model", silent), model));
    assertThat(swapped.get(3).targets()).as("without the model there is nothing to say").isZero();
  }

  @Test
  void measuresCoverageAndWidthOfTheInterval() {
    ActualSeries actual = Examples.series(LENGTH, TEST_START, slot -> slot < 95 ? 50 : 54);

    IntervalMeasures interval =
        scorer
            .score(
                actual,
                List.of(new MethodTrack("model", Examples.intervals(LENGTH, slot -> 51, 1))))
            .get(0)
            .method("model")
            .orElseThrow()
            .interval();

    assertThat(interval.coverage()).as("the bound itself is inside").isEqualTo(15.0 / 20);
    assertThat(interval.width()).isEqualTo(2);
  }

  @Test
  void measuresSlotsWithAnEventApart() {
    ActualSeries actual = Examples.series(LENGTH, TEST_START, slot -> slot < 95 ? 50 : 60);
    Arrays.fill(actual.events(), 95, LENGTH, true);

    HorizonScore score =
        scorer
            .score(actual, List.of(new MethodTrack("model", Examples.points(LENGTH, slot -> 51))))
            .get(0);

    assertThat(score.eventTargets()).isEqualTo(5);
    assertThat(score.method("model").orElseThrow().events()).isEqualTo(new EventErrors(9, 1));
  }

  @Test
  void measuresByTheHourOfTheTarget() {
    ActualSeries actual = Examples.series(LENGTH, TEST_START, slot -> slot < 84 ? 50 : 57);

    double[] hours =
        scorer
            .score(actual, List.of(new MethodTrack("model", Examples.points(LENGTH, slot -> 50))))
            .get(0)
            .method("model")
            .orElseThrow()
            .hours();

    assertThat(hours[6]).as("slots 72 to 83").isZero();
    assertThat(hours[7]).isEqualTo(7);
    assertThat(hours[0]).as("no target").isNaN();
  }
}
