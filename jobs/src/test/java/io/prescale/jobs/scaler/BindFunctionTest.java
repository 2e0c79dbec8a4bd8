package io.prescale.jobs.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.metric.GroupMetric;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.metric.Signal;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BindFunctionTest {
  private static final String TARGET_GROUP = "targetgroup/web/0123";
  private static final long NOW = 1_800_000_000_000L;

  private KeyedTwoInputStreamOperatorTestHarness<String, MetricEvent, FleetBinding, GroupMetric>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void bindsAGroupsOwnMetricsByItsName() throws Exception {
    fleetKnows(group("web", TARGET_GROUP));
    harness.processElement1(event(Signal.CPU_UTILIZATION, "web"), NOW);

    assertThat(emitted()).containsExactly("web CPU_UTILIZATION load-balanced");
  }

  @Test
  void bindsLoadBalancerMetricsThroughTheTargetGroup() throws Exception {
    fleetKnows(group("web", TARGET_GROUP));
    harness.processElement1(event(Signal.REQUEST_COUNT, TARGET_GROUP), NOW);

    assertThat(emitted()).containsExactly("web REQUEST_COUNT load-balanced");
  }

  @Test
  void groupsThatShareATargetGroupBothGetItsMetrics() throws Exception {
    fleetKnows(group("blue", TARGET_GROUP), group("green", TARGET_GROUP));
    harness.processElement1(event(Signal.REQUEST_COUNT, TARGET_GROUP), NOW);

    assertThat(emitted())
        .containsExactlyInAnyOrder(
            "blue REQUEST_COUNT load-balanced", "green REQUEST_COUNT load-balanced");
  }

  @Test
  void aGroupNamedLikeATargetGroupDoesNotGetItsMetrics() throws Exception {
    fleetKnows(group(TARGET_GROUP));
    harness.processElement1(event(Signal.REQUEST_COUNT, TARGET_GROUP), NOW);

    assertThat(emitted()).isEmpty();
  }

  @Test
  void dropsMetricsOfUnmanagedGroupsOnceTheFleetIsKnown() throws Exception {
    fleetKnows(group("web"));
    harness.processElement1(event(Signal.CPU_UTILIZATION, "stranger"), NOW);
    harness.processBothWatermarks(new Watermark(NOW + 1));

    assertThat(emitted()).isEmpty();
    assertThat(harness.numKeyedStateEntries()).as("only the binding of web is kept").isOne();
  }

  @Test
  void metricsThatComeBeforeTheFleetWaitForIt() throws Exception {
    harness.processElement1(event(Signal.CPU_UTILIZATION, "web"), NOW);
    harness.processElement1(event(Signal.CPU_UTILIZATION, "stranger"), NOW);
    harness.processWatermark1(new Watermark(NOW));
    assertThat(emitted()).isEmpty();

    fleetKnows(group("web"));

    assertThat(emitted()).containsExactly("web CPU_UTILIZATION");
    assertThat(harness.numKeyedStateEntries()).as("nothing waits any more").isOne();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void metricsDoNotOvertakeThoseThatWait() throws Exception {
    harness.processElement1(event(Signal.CPU_UTILIZATION, "web", 40), NOW);
    tell(FleetUpdate.present(group("web")));
    harness.processElement1(event(Signal.CPU_UTILIZATION, "web", 60), NOW);

    harness.processBothWatermarks(new Watermark(NOW));

    assertThat(harness.extractOutputValues())
        .extracting(metric -> metric.sum)
        .as("the value that replaces the other comes last")
        .containsExactly(40.0, 60.0);
  }

  @Test
  void whatWaitsForTheFleetSurvivesAFailure() throws Exception {
    harness.processElement1(event(Signal.CPU_UTILIZATION, "web"), NOW);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    harness = newHarness();
    harness.initializeState(snapshot);
    harness.open();
    fleetKnows(group("web"));
    harness.processWatermark1(new Watermark(NOW));

    assertThat(emitted()).containsExactly("web CPU_UTILIZATION");
  }

  @Test
  void aGroupThatLeavesTheFleetIsBoundNoMore() throws Exception {
    AutoScalingGroup web = group("web", TARGET_GROUP);
    fleetKnows(web);
    tell(FleetUpdate.removed(web));
    harness.processElement1(event(Signal.CPU_UTILIZATION, "web"), NOW);
    harness.processElement1(event(Signal.REQUEST_COUNT, TARGET_GROUP), NOW);

    assertThat(emitted()).isEmpty();
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  private void fleetKnows(AutoScalingGroup... groups) throws Exception {
    for (AutoScalingGroup group : groups) {
      tell(FleetUpdate.present(group));
    }
    harness.processWatermark2(Watermark.MAX_WATERMARK);
    harness.processWatermark1(new Watermark(NOW));
  }

  private void tell(FleetUpdate update) throws Exception {
    for (FleetBinding binding : FleetBinding.of(update)) {
      harness.processElement2(binding, Long.MIN_VALUE);
    }
  }

  private List<String> emitted() {
    return harness.extractOutputValues().stream()
        .map(m -> m.group + " " + m.signal + (m.loadBalanced ? " load-balanced" : ""))
        .collect(Collectors.toList());
  }

  private static MetricEvent event(Signal signal, String resource) {
    return event(signal, resource, 50);
  }

  private static MetricEvent event(Signal signal, String resource, double value) {
    return new MetricEvent(signal, resource, NOW, 1, value);
  }

  private static AutoScalingGroup group(String name, String... targetGroups) {
    AutoScalingGroup group = new AutoScalingGroup();
    group.name = name;
    group.targetGroups = targetGroups;
    return group;
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, MetricEvent, FleetBinding, GroupMetric>
      newHarness() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(new BindFunction()),
        event -> event.resource,
        binding -> binding.resource,
        Types.STRING);
  }
}
