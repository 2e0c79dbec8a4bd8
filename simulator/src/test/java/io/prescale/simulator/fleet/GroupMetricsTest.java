package io.prescale.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prescale.simulator.fleet.GroupSpecification.LoadBalancer;
import io.prescale.simulator.fleet.GroupSpecification.Sizing;
import io.prescale.simulator.fleet.GroupSpecification.Traffic;
import io.prescale.simulator.fleet.MinuteReport.Instances;
import io.prescale.simulator.fleet.MinuteReport.Load;
import io.prescale.simulator.metric.MetricDatum;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GroupMetricsTest {
  private static final Instant MINUTE = Instant.parse("2026-01-05T00:07:00Z");

  @Test
  void instanceMetricsHaveOneValuePerInstance() {
    List<MetricDatum> data = metrics(balanced()).of(report(150, 3));
    MetricDatum cpu = named(data, "CPUUtilization");
    assertThat(cpu.namespace()).isEqualTo("AWS/EC2");
    assertThat(cpu.unit()).isEqualTo("Percent");
    assertThat(cpu.timestamp()).isEqualTo(MINUTE);
    assertThat(cpu.dimensions()).isEqualTo(Map.of("AutoScalingGroupName", "web"));
    assertThat(cpu.statistics().count()).isEqualTo(3);
    assertThat(cpu.statistics().sum()).isEqualTo(150);
    assertThat(cpu.statistics().max()).isCloseTo(55, within(1e-9));
    assertThat(cpu.statistics().min()).isCloseTo(45, within(1e-9));

    MetricDatum network = named(data, "NetworkIn");
    assertThat(network.unit()).isEqualTo("Bytes");
    assertThat(network.statistics().count()).isEqualTo(3);
    assertThat(network.statistics().sum()).isBetween(150 * 1000 * 0.8, 150 * 1000 * 1.2);
  }

  @Test
  void utilizationNeverExceedsFull() {
    MetricDatum cpu = named(metrics(balanced()).of(report(300, 3)), "CPUUtilization");
    assertThat(cpu.statistics().max()).isEqualTo(100);
  }

  @Test
  void groupMetricsTellCapacity() {
    List<MetricDatum> data = metrics(balanced()).of(report(150, 3));
    assertThat(named(data, "GroupInServiceInstances").statistics())
        .isEqualTo(MetricDatum.Statistics.ofSingle(3));
    assertThat(named(data, "GroupDesiredCapacity").statistics())
        .isEqualTo(MetricDatum.Statistics.ofSingle(4));
    assertThat(named(data, "GroupDesiredCapacity").namespace()).isEqualTo("AWS/AutoScaling");
  }

  @Test
  void requestsAreCountedByTargetGroupAndLoadBalancer() {
    MetricDatum requests = named(metrics(balanced()).of(report(150, 3)), "RequestCount");
    assertThat(requests.namespace()).isEqualTo("AWS/ApplicationELB");
    assertThat(requests.dimensions())
        .isEqualTo(Map.of("TargetGroup", "targetgroup/web/1", "LoadBalancer", "app/web/1"));
    assertThat(requests.statistics()).isEqualTo(new MetricDatum.Statistics(3000, 3000, 1, 1));
  }

  @Test
  void absentIsNotZero() {
    assertThat(metrics(balanced()).of(report(0, 3)))
        .as("a load balancer publishes nothing without a request")
        .noneMatch(datum -> datum.metricName().equals("RequestCount"));
    assertThat(metrics(Traffic.withoutLoadBalancer()).of(report(150, 3)))
        .noneMatch(datum -> datum.metricName().equals("RequestCount"));
    assertThat(metrics(balanced()).of(report(0, 0)))
        .as("no instance, no instance metrics")
        .extracting(MetricDatum::metricName)
        .containsExactly("GroupInServiceInstances", "GroupDesiredCapacity");
  }

  private static Traffic balanced() {
    return new Traffic(20, 1000, Optional.of(new LoadBalancer("targetgroup/web/1", "app/web/1")));
  }

  private static GroupMetrics metrics(Traffic traffic) {
    Sizing sizing = new Sizing(0, 10, 3, Duration.ofMinutes(3), Duration.ofMinutes(5));
    return new GroupMetrics(
        new GroupSpecification("web", Demand.constant(150), sizing, traffic, new TreeMap<>()), 1);
  }

  private static MinuteReport report(double work, int inService) {
    return new MinuteReport(
        "web",
        MINUTE,
        new Load(work, work, 0, 0, 100.0 * inService),
        new Instances(inService, 0, 0),
        4);
  }

  private static MetricDatum named(List<MetricDatum> data, String name) {
    return data.stream().filter(d -> d.metricName().equals(name)).findFirst().orElseThrow();
  }
}
