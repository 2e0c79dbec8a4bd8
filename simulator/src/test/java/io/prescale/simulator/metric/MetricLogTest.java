package io.prescale.simulator.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricLogTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  @Test
  void readsOnFromWhereItStopped() {
    MetricLog log = filled(10, 7);
    MetricFeed.Batch first = log.read(0, 4);
    assertThat(values(first)).containsExactly(1.0, 2.0, 3.0, 4.0);
    MetricFeed.Batch second = log.read(first.nextSequence(), 100);
    assertThat(values(second)).containsExactly(5.0, 6.0, 7.0);
    MetricFeed.Batch third = log.read(second.nextSequence(), 100);
    assertThat(third.data()).isEmpty();
    assertThat(third.nextSequence()).isEqualTo(second.nextSequence());
  }

  @Test
  void tellsWhatIsNoLongerRetained() {
    MetricLog log = filled(5, 12);
    MetricFeed.Batch batch = log.read(3, 2);
    assertThat(values(batch)).containsExactly(8.0, 9.0);
    assertThat(batch.lost()).isEqualTo(4);
    assertThat(log.read(batch.nextSequence(), 10).lost()).isZero();
    assertThat(values(log.read(0, 10))).containsExactly(8.0, 9.0, 10.0, 11.0, 12.0);
  }

  @Test
  void holdsBackUntilThePeriodAndTheDelayAreOver() {
    MetricLog log = new MetricLog(5, Duration.ofSeconds(90));
    log.append(List.of(datum(1)));
    log.publishUntil(START.plusSeconds(149));
    assertThat(log.read(0, 5).data()).isEmpty();
    log.publishUntil(START.plusSeconds(150));
    assertThat(log.read(0, 5).data()).hasSize(1);
  }

  @Test
  void refusesPositionsThatWereNeverGivenOut() {
    MetricLog log = filled(5, 3);
    assertThatThrownBy(() -> log.read(4, 1)).hasMessageContaining("4").hasMessageContaining("3");
    assertThatThrownBy(() -> log.read(-1, 1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> log.read(0, 0)).hasMessageContaining("max");
    assertThatThrownBy(() -> new MetricLog(0, Duration.ZERO)).hasMessageContaining("retained");
    assertThatThrownBy(() -> new MetricLog(1, Duration.ofSeconds(-1)))
        .hasMessageContaining("delay");
  }

  private static MetricLog filled(int retained, int count) {
    MetricLog log = new MetricLog(retained, Duration.ZERO);
    log.append(IntStream.rangeClosed(1, count).mapToObj(MetricLogTest::datum).toList());
    log.publishUntil(START.plus(MetricLog.PERIOD));
    return log;
  }

  private static MetricDatum datum(double value) {
    return new MetricDatum(
        "AWS/EC2",
        "CPUUtilization",
        MetricDatum.dimensionsOf(Map.of("AutoScalingGroupName", "web")),
        START,
        MetricDatum.Statistics.ofSingle(value),
        "Percent");
  }

  private static List<Double> values(MetricFeed.Batch batch) {
    return batch.data().stream().map(datum -> datum.statistics().sum()).toList();
  }
}
