package io.prescale.domain.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prescale.domain.metric.GroupMetric;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.metric.Signal;
import io.prescale.domain.time.Slots;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlotAccumulatorTest {
  private static final long SLOT = Slots.startOf(1_800_000_000_000L);
  private static final long MINUTE = 60_000;

  private final SlotAccumulator accumulator = SlotAccumulator.create();

  @Test
  void withoutDataEverySignalIsAbsentNotZero() {
    Sample sample = accumulator.toSample(SLOT);

    assertThat(accumulator.isEmpty()).isTrue();
    assertThat(sample.hasCpu()).isFalse();
    assertThat(sample.networkIn()).isNaN();
    assertThat(sample.requestCount()).isNaN();
    assertThat(sample.inServiceInstances()).isNaN();
    assertThat(sample.desiredCapacity()).isNaN();
  }

  @Test
  void averagesCpuOverInstancesNotOverMinutes() {
    add(Signal.CPU_UTILIZATION, 0, 1, 90, false);
    add(Signal.CPU_UTILIZATION, 1, 3, 3 * 50, false);

    assertThat(sample().cpuUtilization()).isCloseTo((90 + 150) / 4.0, within(1e-9));
  }

  @Test
  void sumsVolumesAndTakesTheLastCapacity() {
    for (int minute = 0; minute < 5; minute++) {
      add(Signal.NETWORK_IN, minute, 2, 1000, false);
      add(Signal.REQUEST_COUNT, minute, 60, 10, false);
      add(Signal.IN_SERVICE_INSTANCES, minute, 1, 3 + minute, false);
      add(Signal.DESIRED_CAPACITY, minute, 1, 4 + minute, false);
    }

    assertThat(sample().networkIn()).isEqualTo(5000);
    assertThat(sample().requestCount()).isEqualTo(50);
    assertThat(sample().inServiceInstances()).isEqualTo(7);
    assertThat(sample().desiredCapacity()).isEqualTo(8);
  }

  @Test
  void aRewrittenDataPointReplacesTheEarlierOne() {
    add(Signal.CPU_UTILIZATION, 0, 2, 40, false);
    add(Signal.CPU_UTILIZATION, 0, 5, 300, false);

    assertThat(sample().cpuUtilization()).isEqualTo(60);
  }

  @Test
  void orderOfArrivalDoesNotMatter() {
    List<GroupMetric> metrics = new ArrayList<>();
    for (Signal signal : Signal.values()) {
      for (int minute = 0; minute < 5; minute++) {
        metrics.add(metric(signal, minute, 1 + minute, 7 * minute + signal.ordinal(), false));
      }
    }
    metrics.forEach(accumulator::add);
    Collections.shuffle(metrics, new Random(3));
    SlotAccumulator shuffled = SlotAccumulator.create();
    metrics.forEach(shuffled::add);

    assertThat(shuffled.toSample(SLOT).toString()).isEqualTo(sample().toString());
  }

  @Test
  void aLoadBalancerWithoutTrafficMeansNoRequest() {
    add(Signal.CPU_UTILIZATION, 0, 1, 5, true);

    assertThat(sample().requestCount()).isZero();
  }

  @Test
  void aSlotWithoutCpuDoesNotClaimThatThereWasNoRequest() {
    add(Signal.DESIRED_CAPACITY, 0, 1, 5, true);

    assertThat(sample().requestCount()).isNaN();
  }

  private Sample sample() {
    return accumulator.toSample(SLOT);
  }

  private void add(Signal signal, int minute, double count, double sum, boolean loadBalanced) {
    accumulator.add(metric(signal, minute, count, sum, loadBalanced));
  }

  private static GroupMetric metric(
      Signal signal, int minute, double count, double sum, boolean loadBalanced) {
    return new GroupMetric(
        "web", new MetricEvent(signal, "web", SLOT + minute * MINUTE, count, sum), loadBalanced);
  }
}
