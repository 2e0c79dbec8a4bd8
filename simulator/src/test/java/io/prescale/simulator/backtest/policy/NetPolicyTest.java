package io.prescale.simulator.backtest.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.calendar.BusinessCalendar;
import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.PolicyType;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.policy.ScalingAction;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.simulator.fleet.MinuteMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetPolicyTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final List<ScalingDecision> decisions = new ArrayList<>();
  private final NetPolicy policy =
      new NetPolicy(
          new PrescalePolicy(group(), BusinessCalendar.empty(), MINUTE, decisions::add),
          65,
          Duration.ofMinutes(4));
  private long minute;
  private int desired = 10;

  @Test
  void theNetAddsWithinTheSlot() {
    assertThat(after(900)).isEqualTo(10);
    assertThat(after(900)).isEqualTo(10);
    assertThat(after(900)).as("a load of 900 at 65 %").isEqualTo(14);
    assertThat(policy.reason()).startsWith("The net: ");
    assertThat(decisions).isEmpty();
  }

  @Test
  void prescaleGoesOnFromTheCapacityOfTheNetAndTakesBackWhatIsNotNeeded() {
    for (int index = 0; index < 5; index++) {
      after(900);
    }
    assertThat(desired).isEqualTo(14);
    for (int index = 0; index < 60; index++) {
      after(300);
    }

    assertThat(decisions.get(0).currentCapacity).isEqualTo(14);
    assertThat(decisions)
        .extracting(decision -> decision.action)
        .contains(ScalingAction.SCALE_IN)
        .doesNotContainSubsequence(ScalingAction.SCALE_IN, ScalingAction.SCALE_OUT);
    assertThat(desired).as("a load of 300 at 60 %").isEqualTo(5);
  }

  /** All instances serve at once: what is of interest here is who sets the capacity. */
  private int after(double load) {
    policy.observe(
        new MinuteMetrics(
            Instant.ofEpochSecond(60 * minute), load, 0, desired, Double.NaN, desired, desired));
    minute++;
    PrescalePolicy planned = policy.prescale().orElseThrow();
    planned.accept(Collections.nCopies(planned.waiting().size(), null));
    desired = policy.capacity(new GroupView(60_000 * minute, desired, 1, 100));
    return desired;
  }

  private static AutoScalingGroup group() {
    AutoScalingGroup group = new AutoScalingGroup();
    group.name = "web";
    group.mode = ScalingMode.ENFORCE;
    group.settings.policy = PolicyType.TARGET;
    group.minSize = 1;
    group.maxSize = 100;
    return group;
  }
}
