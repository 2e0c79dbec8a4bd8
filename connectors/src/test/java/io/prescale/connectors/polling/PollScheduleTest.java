package io.prescale.connectors.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollScheduleTest {
  @Test
  void backsOffExponentiallyUpToTheLimit() {
    PollSchedule schedule = PollSchedule.every(Duration.ofSeconds(30), Duration.ofMinutes(1));

    assertThat(schedule.backoffMillis(1, 1)).isEqualTo(1_000);
    assertThat(schedule.backoffMillis(1, 0)).isEqualTo(500);
    assertThat(schedule.backoffMillis(3, 1)).isEqualTo(4_000);
    assertThat(schedule.backoffMillis(7, 1)).isEqualTo(60_000);
    assertThat(schedule.backoffMillis(Integer.MAX_VALUE, 1)).isEqualTo(60_000);
  }

  @Test
  void onlyABoundedRunGivesUp() {
    assertThat(PollSchedule.every(Duration.ofSeconds(1)).isExhausted(1_000_000)).isFalse();
    PollSchedule once = PollSchedule.once(2, Duration.ofSeconds(1));
    assertThat(once.isExhausted(1)).isFalse();
    assertThat(once.isExhausted(2)).isTrue();
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> PollSchedule.every(Duration.ZERO)).hasMessageContaining("PT0S");
    assertThatThrownBy(() -> PollSchedule.once(0, Duration.ofSeconds(1)))
        .hasMessageContaining("at least 1");
  }
}
