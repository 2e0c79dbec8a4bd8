package io.prescale.domain.metric;

/** A {@link MetricEvent} that has found its auto scaling group. A stream record (Flink POJO). */
public class GroupMetric {
  /** Auto scaling group name. */
  public String group;

  /** Which metric this is. */
  public Signal signal;

  /** Start of the period, epoch milliseconds. */
  public long timestamp;

  /** Number of values in the period; above 0. */
  public double count;

  /** Sum of the values in the period, in the metric's unit. */
  public double sum;

  /**
   * Whether the group has a load balancer: then an absent request count means that there was no
   * request, because the load balancer publishes nothing without traffic.
   */
  public boolean loadBalanced;

  public GroupMetric() {}

  public GroupMetric(String group, MetricEvent event, boolean loadBalanced) {
    this.group = group;
    this.signal = event.signal;
    this.timestamp = event.timestamp;
    this.count = event.count;
    this.sum = event.sum;
    this.loadBalanced = loadBalanced;
  }
}
