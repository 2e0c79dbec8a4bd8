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
  @CsvSource({"240, 4", "247, 4", "247.3, 5", "300, 5", "420.1, 8", "180, 3", "179, 3", "60, 1"})
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
  void scalesOutOnTheUpperBoundAtThePeakUtilization() {
    // 288 % on four instances is the peak utilisation of 72 %.
    scenario.forecast(Quantity.DEMAND, 230, 288);
    assertThat(scenario.decide().action).isEqualTo(ScalingAction.HOLD);

    scenario.nextSlot().forecast(Quantity.DEMAND, 230, 361);
    ScalingDecision decision = scenario.decide();
    assertThat(decision.desiredCapacity).isEqualTo(6);
    assertThat(decision.reason).isEqualTo(Reason.FORECAST_HIGH);
  }

  @Test
  void aPeakUtilizationBelowTheTargetCountsAsTheTarget() {
    scenario.group.settings.peakUtilization = 0;
    scenario.forecast(Quantity.DEMAND, 230, 241);

    assertThat(scenario.decide().desiredCapacity).isEqualTo(5);
  }

  @Test
  void looksAsFarAheadAsTheDecisionHasToLastAndNoFurther() {
    scenario.forecast(Quantity.DEMAND, 240, 240);
    scenario.forecast.upper[2] = 600;
    scenario.group.settings.decisionDelaySeconds = 60;
    scenario.group.settings.instanceWarmupSeconds = 240;
    assertThat(scenario.decide().action).isEqualTo(ScalingAction.HOLD);

    scenario.nextSlot().group.settings.instanceWarmupSeconds = 241;
    assertThat(scenario.decide().desiredCapacity).isEqualTo(9);
  }

  @Test
  void doesNotLaunchForSlotsThatAreOverBeforeAnInstanceServes() {
    scenario.forecast(Quantity.DEMAND, 240, 240);
    scenario.forecast.upper[0] = 600;
    scenario.group.settings.decisionDelaySeconds = 60;
    scenario.group.settings.instanceWarmupSeconds = 240;
    assertThat(scenario.decide().action).isEqualTo(ScalingAction.HOLD);

    scenario.nextSlot().group.settings.instanceWarmupSeconds = 239;
    assertThat(scenario.decide().desiredCapacity).isEqualTo(9);
  }

  @Test
  void keepsInstancesThatAreWantedAgainRightAfterTheLeadTime() {
    scenario.group.settings.decisionDelaySeconds = 180;
    scenario.forecast(Quantity.DEMAND, 100, 100);
    // Lead time of three slots: the fourth still keeps instances, the fifth no longer does.
    scenario.forecast.expected[3] = 170;
    assertThat(scenario.decide().desiredCapacity).isEqualTo(3);

    scenario.nextSlot().capacity(4).forecast(Quantity.DEMAND, 100, 100);
    scenario.history = new ScalingHistory();
    scenario.forecast.expected[4] = 170;
    assertThat(scenario.decide().desiredCapacity).isEqualTo(2);
  }

  @Test
  void doesNotScaleInToWhatTheUpperBoundWouldScaleOutAgain() {
    scenario.forecast(Quantity.DEMAND, 100, 200);

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
