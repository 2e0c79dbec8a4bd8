package io.prescale.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.fleet.PolicyType;
import io.prescale.domain.forecast.Forecast.Quantity;
import io.prescale.domain.forecast.ForecastedSequence.Unavailable;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetPolicyTest {
  private final Scenario scenario = new Scenario();

  @BeforeEach
  void useTarget() {
    scenario.group.settings.policy = PolicyType.TARGET;
    scenario.group.settings.maxScaleInStep = 10;
  }

  @ParameterizedTest
  @CsvSource({"240, 4", "240.1, 5", "300, 5", "420.1, 8", "180, 3", "179, 3", "60, 1"})
  void takesAsManyInstancesAsBringTheDemandToTheTarget(double demand, int desired) {
    scenario.forecast(Quantity.DEMAND, demand, demand);

    assertThat(scenario.decide().desiredCapacity).isEqualTo(desired);
  }

  @Test
  void turnsForecastCpuIntoDemandByTheInstancesInService() {
    Arrays.fill(scenario.sequence.inServiceInstances, 2);
    scenario.forecastCpu(60);

    // 60 % of two instances; the other two are still starting.
    assertThat(scenario.decide().recommendedCapacity).isEqualTo(2);
  }

  @Test
  void scalesOutOnTheUpperBound() {
    scenario.forecast(Quantity.DEMAND, 230, 301);

    ScalingDecision decision = scenario.decide();

    assertThat(decision.desiredCapacity).isEqualTo(6);
    assertThat(decision.reason).isEqualTo(Reason.FORECAST_HIGH);
  }

  @Test
  void looksAsFarAheadAsAnInstanceNeedsAndNoFurther() {
    scenario.forecast(Quantity.DEMAND, 240, 240);
    scenario.forecast.upper[2] = 600;
    scenario.group.settings.instanceWarmupSeconds = 300;
    assertThat(scenario.decide().action).isEqualTo(ScalingAction.HOLD);

    scenario.nextSlot().group.settings.instanceWarmupSeconds = 301;
    assertThat(scenario.decide().desiredCapacity).isEqualTo(10);
  }

  @Test
  void scalesInOnlyAsFarAsTheWholeHourAllows() {
    scenario.forecast(Quantity.DEMAND, 100, 100);
    scenario.forecast.expected[11] = 170;

    assertThat(scenario.decide().desiredCapacity).isEqualTo(3);
  }

  @Test
  void doesNotScaleInToWhatTheUpperBoundWouldScaleOutAgain() {
    scenario.forecast(Quantity.DEMAND, 100, 170);

    assertThat(scenario.decide().desiredCapacity).isEqualTo(3);
  }

  @Test
  void survivesAnAbsurdDemand() {
    scenario.forecast(Quantity.DEMAND, 1e300, 1e300);

    ScalingDecision decision = scenario.decide();

    assertThat(decision.desiredCapacity).isEqualTo(10);
    assertThat(decision.guardrails).containsExactly(Guardrail.MAX_SIZE);
  }

  @Test
  void doesNotCountInstancesThatAreStillStartingWhenTheGroupDoesNotReportThem() {
    scenario.group.settings.instanceWarmupSeconds = 600;
    scenario.group.settings.scaleOutCooldownSeconds = 0;
    Arrays.fill(scenario.sequence.inServiceInstances, Double.NaN);
    scenario.observed(90).noForecast(Unavailable.NO_MODEL);
    assertThat(scenario.decide().desiredCapacity).isEqualTo(6);

    scenario.nextSlot().sequence.desiredCapacity = 6;
    // Still 4 instances at 90 %: 360 % of one instance, and the reactive floor's one more.
    assertThat(scenario.decide().recommendedCapacity).isEqualTo(6);
    assertThat(scenario.history.commandFrom).isEqualTo(6);
  }
}
