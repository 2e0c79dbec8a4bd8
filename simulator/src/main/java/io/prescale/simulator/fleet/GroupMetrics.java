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
public final class GroupMetrics {
  /** Share by which the busiest and the idlest instance differ from the mean. */
  private static final double SPREAD = 0.1;

  private static final double NETWORK_NOISE = 0.04;

  private final Traffic traffic;
  private final HashedNoise noise;
  private final HashedNoise loss;
  private final double missing;
  private final SortedMap<String, String> group;
  private final Optional<SortedMap<String, String>> targetGroup;

  /** Publishes everything. */
  GroupMetrics(GroupSpecification specification, long seed) {
    this(specification, seed, 0);
  }

  /**
   * @param seed of noise and of what goes missing
   * @param missing probability that a data point is never published, from 0 to below 1
   */
  public GroupMetrics(GroupSpecification specification, long seed, double missing) {
    this.traffic = specification.traffic();
    this.noise = new HashedNoise(seed);
    this.loss = new HashedNoise(~seed);
    this.missing = missing;
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

  /** What is published of one minute. */
  public MinuteMetrics measure(MinuteReport report) {
    long minute = report.start().getEpochSecond() / 60;
    int instances = report.inServiceInstances();
    boolean serves = instances > 0;
    double requests =
        serves && targetGroup.isPresent()
            ? Math.rint(report.load().demand() * traffic.requests())
            : 0;
    return new MinuteMetrics(
        report.start(),
        published(Signal.CPU_UTILIZATION, minute, serves ? totalCpu(report) : Double.NaN),
        published(Signal.NETWORK_IN, minute, serves ? bytes(report, minute) : Double.NaN),
        instances,
        published(Signal.REQUEST_COUNT, minute, requests > 0 ? requests : Double.NaN),
        published(Signal.IN_SERVICE_INSTANCES, minute, instances),
        published(Signal.DESIRED_CAPACITY, minute, report.desiredCapacity()));
  }

  private double published(Signal signal, long minute, double value) {
    boolean lost =
        missing > 0 && loss.uniform(minute * Signal.values().length + signal.ordinal()) < missing;
    return lost ? Double.NaN : value;
  }

  /** The data points of one minute. */
  List<MetricDatum> of(MinuteReport report) {
    return dataOf(measure(report));
  }

  /** The same as data points. */
  public List<MetricDatum> dataOf(MinuteMetrics metrics) {
    List<MetricDatum> data = new ArrayList<>(Signal.values().length);
    if (!Double.isNaN(metrics.cpu())) {
      Statistics statistics = perInstance(metrics.cpu(), metrics.instances(), 100);
      data.add(datum(Signal.CPU_UTILIZATION, group, metrics, statistics, "Percent"));
    }
    if (!Double.isNaN(metrics.networkIn())) {
      Statistics statistics =
          perInstance(metrics.networkIn(), metrics.instances(), Double.MAX_VALUE);
      data.add(datum(Signal.NETWORK_IN, group, metrics, statistics, "Bytes"));
    }
    if (!Double.isNaN(metrics.requests())) {
      // Each request is one value of 1.
      Statistics statistics = new Statistics(metrics.requests(), metrics.requests(), 1, 1);
      data.add(
          datum(Signal.REQUEST_COUNT, targetGroup.orElseThrow(), metrics, statistics, "Count"));
    }
    addSingle(data, Signal.IN_SERVICE_INSTANCES, metrics, metrics.inService());
    addSingle(data, Signal.DESIRED_CAPACITY, metrics, metrics.desiredCapacity());
    return data;
  }

  private void addSingle(
      List<MetricDatum> data, Signal signal, MinuteMetrics metrics, double value) {
    if (!Double.isNaN(value)) {
      data.add(datum(signal, group, metrics, Statistics.ofSingle(value), "None"));
    }
  }

  private static double totalCpu(MinuteReport report) {
    // Without instances that warm up this is what was done, to the last bit.
    double full = 100.0 * report.inServiceInstances();
    double done = report.load().done();
    return report.load().capacity() == full ? done : done * full / report.load().capacity();
  }

  private double bytes(MinuteReport report, long minute) {
    double factor = Math.max(0, 1 + NETWORK_NOISE * noise.normal(minute));
    return Math.rint(report.load().demand() * traffic.bytes() * factor);
  }

  private static Statistics perInstance(double sum, double instances, double most) {
    double mean = sum / instances;
    double spread = instances == 1 ? 0 : Math.min(SPREAD * mean, most - mean);
    return new Statistics(instances, sum, mean + spread, mean - spread);
  }

  private static MetricDatum datum(
      Signal signal,
      SortedMap<String, String> dimensions,
      MinuteMetrics metrics,
      Statistics statistics,
      String unit) {
    return new MetricDatum(
        signal.namespace(), signal.metricName(), dimensions, metrics.start(), statistics, unit);
  }
}
