package io.prescale.simulator.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.simulator.backtest.result.BacktestResult;
import io.prescale.simulator.backtest.result.BacktestSettings;
import io.prescale.simulator.backtest.result.Measures;
import io.prescale.simulator.backtest.result.PolicyResult;
import io.prescale.simulator.backtest.result.SeriesResult;
import io.prescale.simulator.demand.DemandException;
import io.prescale.simulator.demand.DemandSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BacktestTest {
  private static final List<PolicyName> WITHOUT_MODEL =
      Arrays.stream(PolicyName.values()).filter(policy -> !policy.forecastsByModel()).toList();
  private static final BacktestSettings CALM = SyntheticDemand.settings(0, 0);

  @Test
  void theOracleNeverViolatesAndIsCheaperThanTheStaticPeak() throws Exception {
    SeriesResult series = run(CALM, SyntheticDemand.days("web", 4, 1));

    Measures oracle = measures(series, PolicyName.ORACLE);
    assertThat(oracle.sloViolationMinutes()).isZero();
    assertThat(oracle.unservedDemand()).isZero();
    assertThat(oracle.elasticity().underTimeshare()).isZero();
    assertThat(oracle.instanceHours())
        .isLessThan(0.8 * measures(series, PolicyName.STATIC_PEAK).instanceHours());
    assertThat(measures(series, PolicyName.STATIC_PEAK).actions()).isZero();
  }

  /** Every minute of the figures at or below the target means no fewer hours than the oracle's. */
  @Test
  void noPolicyThatKeepsTheTargetIsCheaperThanTheOracle() throws Exception {
    SeriesResult series = run(CALM, SyntheticDemand.days("web", 4, 2));
    double least = measures(series, PolicyName.ORACLE).instanceHours();

    int keeping = 0;
    for (PolicyResult policy : series.policies()) {
      double highest = 0;
      for (float utilization : policy.trace().utilization()) {
        highest = Math.max(highest, utilization);
      }
      if (highest <= 60.001) {
        keeping++;
        assertThat(policy.measures().instanceHours())
            .as(policy.policy())
            .isGreaterThanOrEqualTo(least - 1e-6);
      }
    }
    assertThat(keeping).isPositive();
  }

  @Test
  void resultsDependNeitherOnThreadsNorOnTheOtherSeries() throws Exception {
    BacktestSettings rough = SyntheticDemand.settings(0.1, 0.05);
    List<DemandSeries> demand =
        List.of(
            SyntheticDemand.days("a", 3, 1),
            SyntheticDemand.days("b", 4, 2),
            SyntheticDemand.days("c", 3, 3));

    BacktestResult alone = backtest(rough).run(demand, 1);
    BacktestResult parallel = backtest(rough).run(demand, 3);
    SeriesResult single = backtest(rough).run(demand.subList(1, 2), 1).series().get(0);

    assertThat(parallel).usingRecursiveComparison().isEqualTo(alone);
    assertThat(single).usingRecursiveComparison().isEqualTo(alone.series().get(1));
    assertThat(measures(single, PolicyName.STEP).launches().failed()).isPositive();
  }

  @Test
  void policiesAreSortedByCostAtEqualServiceLevel() throws Exception {
    SeriesResult series = run(CALM, SyntheticDemand.days("web", 3, 1));

    assertThat(series.policies())
        .hasSize(WITHOUT_MODEL.size())
        .isSortedAccordingTo(
            (left, right) ->
                Double.compare(
                    left.measures().instanceHoursAtEqualSlo(),
                    right.measures().instanceHoursAtEqualSlo()));
    assertThat(series.minutes()).isEqualTo((int) Math.round(3 * 1440 * 0.4));
  }

  @Test
  void theScaleDependsOnThePastOnly() throws Exception {
    DemandSeries calm = SyntheticDemand.days("web", 3, 1);
    double[] values = calm.values().clone();
    values[values.length - 30] *= 50;
    SeriesResult other = run(CALM, SyntheticDemand.series("web", values));

    assertThat(other.instanceCapacity()).isEqualTo(run(CALM, calm).instanceCapacity());
  }

  @Test
  void seriesThatCannotBeUsedAreRefused() {
    assertThatThrownBy(
            () -> backtest(CALM).run(List.of(SyntheticDemand.series("web", new double[600])), 1))
        .isInstanceOf(DemandException.class)
        .hasMessageContainingAll("web", "360 minutes", "--test-fraction");
    DemandSeries twice = SyntheticDemand.days("web", 3, 1);
    assertThatThrownBy(() -> backtest(CALM).run(List.of(twice, twice), 1))
        .isInstanceOf(DemandException.class)
        .hasMessageContaining("another series of the name web");
  }

  private static Backtest backtest(BacktestSettings settings) {
    return new Backtest(
        settings,
        InstanceScale.ofPeak(10),
        WITHOUT_MODEL,
        Optional.empty(),
        BacktestObserver.none());
  }

  private static SeriesResult run(BacktestSettings settings, DemandSeries demand)
      throws InterruptedException {
    return backtest(settings).run(List.of(demand), 1).series().get(0);
  }

  private static Measures measures(SeriesResult series, PolicyName policy) {
    return series.policies().stream()
        .filter(result -> result.policy().equals(policy.label()))
        .findFirst()
        .orElseThrow()
        .measures();
  }
}
