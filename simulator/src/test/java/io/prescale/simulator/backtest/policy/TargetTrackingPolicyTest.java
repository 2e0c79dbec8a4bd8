package io.prescale.simulator.backtest.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.simulator.fleet.MinuteMetrics;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TargetTrackingPolicyTest {
  private TargetTrackingPolicy policy = new TargetTrackingPolicy(60, Duration.ofMinutes(5));
  private long minute;
  private int desired = 10;

  @Test
  void scalesOutInProportionAfterThreeMinutesAboveTheTarget() {
    assertThat(after(90, 10)).isEqualTo(10);
    assertThat(after(90, 10)).isEqualTo(10);
    assertThat(after(90, 10)).isEqualTo(15);
  }

  @Test
  void aMinuteAtTheTargetBreaksTheSeries() {
    after(90, 10);
    after(90, 10);
    after(60, 10);
    after(90, 10);
    assertThat(after(90, 10)).isEqualTo(10);
    assertThat(after(90, 10)).isEqualTo(15);
  }

  @Test
  void instancesThatBootAreCapacityButNotInTheMetric() {
    after(90, 10);
    after(90, 10);
    after(90, 10);
    assertThat(after(90, 10)).as("the same again, not more on top").isEqualTo(15);
    assertThat(after(96, 10)).isEqualTo(16);
  }

  @Test
  void scalesInAfterFifteenMinutesBelowNineTenthsOfTheTarget() {
    for (int index = 0; index < 14; index++) {
      assertThat(after(30, 10)).isEqualTo(10);
    }
    assertThat(after(30, 10)).as("a load of 300 at 60 %").isEqualTo(5);
  }

  @Test
  void justBelowTheTargetNothingIsScaledIn() {
    for (int index = 0; index < 40; index++) {
      assertThat(after(54, 10)).isEqualTo(10);
    }
  }

  @Test
  void missingMetricsDoNothing() {
    after(90, 10);
    after(90, 10);
    assertThat(after(Double.NaN, 10)).isEqualTo(10);
    for (int index = 0; index < 20; index++) {
      after(index == 10 ? Double.NaN : 30, 10);
    }
    assertThat(desired).isEqualTo(10);
  }

  @Test
  void withScaleInDisabledItOnlyAdds() {
    policy = TargetTrackingPolicy.withoutScaleIn(60, Duration.ofMinutes(5));
    for (int index = 0; index < 40; index++) {
      assertThat(after(30, 10)).isEqualTo(10);
    }
    after(90, 10);
    after(90, 10);
    assertThat(after(90, 10)).isEqualTo(15);
  }

  private int after(double cpu, int instances) {
    policy.observe(
        new MinuteMetrics(
            Instant.ofEpochSecond(60 * minute),
            cpu * instances,
            0,
            instances,
            Double.NaN,
            instances,
            desired));
    minute++;
    desired = policy.capacity(new GroupView(60_000 * minute, desired, 1, 100));
    return desired;
  }
}
