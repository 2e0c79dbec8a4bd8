package io.prescale.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.simulator.fleet.GroupSpecification.Sizing;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InstanceLifeTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void anInstanceThatWarmsUpServesButDoesHalfItsWork() throws Exception {
    SimulatedGroup group =
        group(new InstanceLife(MINUTE, Duration.ofMinutes(2), 0.5, MINUTE, 0), 2, 150);
    group.setDesiredCapacity(3, false, START);

    MinuteReport booting = group.pass(START);
    assertThat(booting.instances()).isEqualTo(new MinuteReport.Instances(2, 1, 0));
    assertThat(booting.cpuUtilization()).isEqualTo(75);

    MinuteReport warmingUp = group.pass(START.plus(MINUTE));
    assertThat(warmingUp.inServiceInstances()).isEqualTo(3);
    assertThat(warmingUp.cpuUtilization()).isEqualTo(60);

    assertThat(group.pass(START.plus(MINUTE.multipliedBy(3))).cpuUtilization()).isEqualTo(50);
  }

  @Test
  void aFailedLaunchIsPaidForAndReplaced() throws Exception {
    SimulatedGroup group = group(new InstanceLife(MINUTE, Duration.ZERO, 1, MINUTE, 0.5), 1, 60);
    group.setDesiredCapacity(40, false, START);
    assertThat(group.pass(START).instances().running()).isEqualTo(40);

    MinuteReport second = group.pass(START.plus(MINUTE));
    int failed = group.failedLaunches();
    assertThat(failed).isBetween(8, 32);
    assertThat(second.inServiceInstances()).isEqualTo(40 - failed);
    assertThat(second.instances().booting()).as("launched in their place").isEqualTo(failed);

    for (int minute = 2; minute < 40; minute++) {
      group.pass(START.plus(MINUTE.multipliedBy(minute)));
    }
    assertThat(group.pass(START.plus(MINUTE.multipliedBy(40))).inServiceInstances()).isEqualTo(40);
    assertThat(group.launched()).isEqualTo(40 + group.failedLaunches());
  }

  @Test
  void impossibleLivesAreRefused() {
    assertThatThrownBy(() -> new InstanceLife(MINUTE, MINUTE, 0, MINUTE, 0))
        .hasMessageContaining("warm-up share");
    assertThatThrownBy(() -> new InstanceLife(MINUTE, MINUTE, 1, MINUTE, 1))
        .hasMessageContaining("launch failure");
    assertThatThrownBy(() -> new InstanceLife(MINUTE.negated(), MINUTE, 1, MINUTE, 0))
        .hasMessageContaining("boot delay must not be negative");
    assertThatThrownBy(() -> new Publication(MINUTE, 1)).hasMessageContaining("missing metrics");
  }

  private static SimulatedGroup group(InstanceLife life, int initial, double demand) {
    Sizing sizing = new Sizing(1, 50, initial, life, Duration.ZERO);
    return new SimulatedGroup(
        GroupSpecification.of("web", Demand.constant(demand), sizing), START, 5);
  }
}
