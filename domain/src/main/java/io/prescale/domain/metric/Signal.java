package io.prescale.domain.metric;

/**
 * The metrics of a group that Prescale reads, each with its CloudWatch name, the dimension that
 * binds it to a group, and how its one-minute values combine into one five-minute sample.
 */
public enum Signal {
  /** Average CPU utilisation of the group's instances, percent. */
  CPU_UTILIZATION(
      "AWS/EC2", "CPUUtilization", Dimension.AUTO_SCALING_GROUP, Aggregation.WEIGHTED_AVERAGE),
  /** Bytes received by the group's instances in the slot. */
  NETWORK_IN("AWS/EC2", "NetworkIn", Dimension.AUTO_SCALING_GROUP, Aggregation.SUM),
  /** Requests completed by the group's target groups in the slot. */
  REQUEST_COUNT("AWS/ApplicationELB", "RequestCount", Dimension.TARGET_GROUP, Aggregation.SUM),
  /** Instances in service, the slot's last value. */
  IN_SERVICE_INSTANCES(
      "AWS/AutoScaling",
      "GroupInServiceInstances",
      Dimension.AUTO_SCALING_GROUP,
      Aggregation.LAST_AVERAGE),
  /** Desired capacity, the slot's last value. */
  DESIRED_CAPACITY(
      "AWS/AutoScaling",
      "GroupDesiredCapacity",
      Dimension.AUTO_SCALING_GROUP,
      Aggregation.LAST_AVERAGE);

  /** The CloudWatch dimension that says whose metric it is. */
  public enum Dimension {
    AUTO_SCALING_GROUP("AutoScalingGroupName"),
    TARGET_GROUP("TargetGroup");

    private final String cloudWatchName;

    Dimension(String cloudWatchName) {
      this.cloudWatchName = cloudWatchName;
    }

    public String cloudWatchName() {
      return cloudWatchName;
    }
  }

  /** How the values of one slot become one number. */
  public enum Aggregation {
    /** Sum of sums over sum of counts, so that a minute with more instances weighs more. */
    WEIGHTED_AVERAGE,
    /** Sum of sums. */
    SUM,
    /** Sum over count of the slot's latest minute. */
    LAST_AVERAGE
  }

  private final String namespace;
  private final String metricName;
  private final Dimension dimension;
  private final Aggregation aggregation;

  Signal(String namespace, String metricName, Dimension dimension, Aggregation aggregation) {
    this.namespace = namespace;
    this.metricName = metricName;
    this.dimension = dimension;
    this.aggregation = aggregation;
  }

  public String namespace() {
    return namespace;
  }

  public String metricName() {
    return metricName;
  }

  public Dimension dimension() {
    return dimension;
  }

  public Aggregation aggregation() {
    return aggregation;
  }
}
