package io.prescale.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.SeriesBuilder;
import io.prescale.training.series.ActualSeriesFactory;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SeriesEvaluatorTest {
  private static final IntToDoubleFunction WAVE = slot -> 50 + 20 * Math.sin(slot / 11.0);

  private final ActualSeriesFactory factory = new ActualSeriesFactory(0.2);

  @Test
  void measuresModelsAndBaselinesTogether() {
    SeriesEvaluation evaluation =
        (SeriesEvaluation)
            evaluate(
                SeriesBuilder.cpu("web", 3000, WAVE).build(),
                new NamedForecaster("model", offBy(1)),
                new NamedForecaster("classic", offBy(2)));

    assertThat(evaluation.horizons())
        .extracting(HorizonScore::minutes)
        .containsExactly(5, 15, 30, 60);
    HorizonScore next = evaluation.horizons().get(0);
    assertThat(next.methods())
        .extracting(MethodScore::method)
        .containsExactly("model", "classic", "persistence", "ar24", "seasonal");
    assertThat(next.targets()).isEqualTo(600).isEqualTo(evaluation.measuredInTest());
    assertThat(next.mae("classic")).isCloseTo(2, within(1e-9));
    assertThat(evaluation.plots())
        .extracting(plot -> plot.kind() + " " + plot.minutes())
        .contains("Typical day 5", "Worst day 60");
  }

  @Test
  void showsTheDayWithTheLargestError() {
    HistorySeries series = SeriesBuilder.cpu("web", 5000, WAVE).build();
    SeriesForecaster failsOnceADay =
        (history, actual) ->
            Examples.points(
                actual.length(),
                slot -> actual.values()[slot] + (slot >= 4600 && slot < 4610 ? 30 : slot % 3));

    SeriesPlot worst =
        ((SeriesEvaluation) evaluate(series, new NamedForecaster("model", failsOnceADay)))
            .plots().stream()
                .filter(plot -> plot.kind().equals("Worst day"))
                .findFirst()
                .orElseThrow();

    long failure = SeriesBuilder.START.toEpochMilli() + 4605 * 300_000L;
    assertThat(worst.firstSlot()).isLessThan(failure);
    assertThat(worst.firstSlot() + worst.actual().length * 300_000L).isGreaterThan(failure);
    assertThat(worst.lower()).as("no interval").isNull();
  }

  @Test
  void saysWhyASeriesIsLeftOut() {
    assertThat(evaluate(SeriesBuilder.cpu("young", 60, WAVE).build(), model()))
        .isInstanceOfSatisfying(
            LeftOutSeries.class,
            left -> assertThat(left.reason()).contains("too short").contains("48 slots"));

    SeriesForecaster silent = (history, actual) -> ForecastTrack.ofPoints(actual.length());
    assertThat(
            evaluate(
                SeriesBuilder.cpu("web", 600, WAVE).build(), new NamedForecaster("model", silent)))
        .isInstanceOfSatisfying(
            LeftOutSeries.class,
            left -> assertThat(left.reason()).contains("the model gave no forecast"));
  }

  @Test
  void aConstantSeriesIsMeasuredWithoutExplainedVariance() {
    SeriesEvaluation evaluation =
        (SeriesEvaluation) evaluate(SeriesBuilder.cpu("idle", 600, slot -> 4).build(), model());

    HorizonScore next = evaluation.horizons().get(0);
    assertThat(next.method("model").orElseThrow().errors().r2()).isNaN();
    assertThat(next.mae("persistence")).isZero();
    assertThat(next.maeRatio("model")).as("nothing to compare with").isNaN();
  }

  private SeriesOutcome evaluate(HistorySeries series, NamedForecaster... models) {
    return new SeriesEvaluator(List.of(models)).evaluate(series, factory.of(series));
  }

  private static NamedForecaster model() {
    return new NamedForecaster("model", offBy(1));
  }

  private static SeriesForecaster offBy(double error) {
    return (history, actual) ->
        Examples.intervals(actual.length(), slot -> actual.values()[slot] + error, 1.5);
  }
}
