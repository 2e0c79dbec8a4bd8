package io.prescale.simulator.fleet;

import io.prescale.domain.metric.Signal;
import io.prescale.simulator.fleet.GroupSpecification.LoadBalancer;
import io.prescale.simulator.fleet.GroupSpecification.Traffic;
import io.prescale.simulator.metric.MetricDatum;
import io.prescale.simulator.metric.MetricDatum.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What CloudWatch would publish of one group: EC2 metrics with one value per instance, group
 * metrics, and the load balancer's request count, which is absent in a minute without requests.
 */
final class GroupMetrics {
  /** Share by which the busiest and the idlest instance differ from the mean. */
  private static final double SPREAD = 0.1;

  private static final double NETWORK_NOISE = 0.04;

  private final Traffic traffic;
  private final HashedNoise noise;
  private final SortedMap<String, String> group;
  private final Optional<SortedMap<String, String>> targetGroup;

  GroupMetrics(GroupSpecification specification, long seed) {
    this.traffic = specification.traffic();
    this.noise = new HashedNoise(seed);
    this.group =
        MetricDatum.dimensionsOf(
            Map.of(Signal.Dimension.AUTO_SCALING_GROUP.cloudWatchName(), specification.name()));
    this.targetGroup = traffic.loadBalancer().map(GroupMetrics::dimensions);
  }

  private static SortedMap<String, String> dimensions(LoadBalancer balancer) {
    return MetricDatum.dimensionsOf(
        Map.of(
            Signal.Dimension.TARGET_GROUP.cloudWatchName(),
            balancer.targetGroup(),
            "LoadBalancer",
            balancer.loadBalancer()));
  }

  /** The data points of one minute. */
  List<MetricDatum> of(MinuteReport report) {
    List<MetricDatum> data = new ArrayList<>(5);
    int instances = report.inServiceInstances();
    if (instances > 0) {
      data.add(
          datum(
              Signal.CPU_UTILIZATION,
              group,
              report,
              perInstance(report.load().done(), instances, 100),
              "Percent"));
      data.add(
          datum(
              Signal.NETWORK_IN,
              group,
              report,
              perInstance(bytes(report), instances, Double.MAX_VALUE),
              "Bytes"));
      long requests = Math.round(report.load().demand() * traffic.requests());
      if (targetGroup.isPresent() && requests > 0) {
        // Each request is one value of 1.
        Statistics statistics = new Statistics(requests, requests, 1, 1);
        data.add(datum(Signal.REQUEST_COUNT, targetGroup.get(), report, statistics, "Count"));
      }
    }
    data.add(
        datum(Signal.IN_SERVICE_INSTANCES, group, report, Statistics.ofSingle(instances), "None"));
    data.add(
        datum(
            Signal.DESIRED_CAPACITY,
            group,
            report,
            Statistics.ofSingle(report.desiredCapacity()),
            "None"));
    return data;
  }

  private double bytes(MinuteReport report) {
    long minute = report.start().getEpochSecond() / 60;
    double factor = Math.max(0, 1 + NETWORK_NOISE * noise.normal(minute));
    return Math.rint(report.load().demand() * traffic.bytes() * factor);
  }

  private static Statistics perInstance(double sum, int instances, double most) {
    double mean = sum / instances;
    double spread = instances == 1 ? 0 : Math.min(SPREAD * mean, most - mean);
    return new Statistics(instances, sum, mean + spread, mean - spread);
  }

  private static MetricDatum datum(
      Signal signal,
      SortedMap<String, String> dimensions,
      MinuteReport report,
      Statistics statistics,
      String unit) {
    return new MetricDatum(
        signal.namespace(), signal.metricName(), dimensions, report.start(), statistics, unit);
  }
}
