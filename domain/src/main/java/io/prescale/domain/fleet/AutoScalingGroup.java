package io.prescale.domain.fleet;

/**
 * A managed auto scaling group as DescribeAutoScalingGroups last told it. A stream record (Flink
 * POJO), treated as a value.
 */
public class AutoScalingGroup {
  public String name;
  public ScalingMode mode = ScalingMode.OBSERVE;
  public ScalingSettings settings = new ScalingSettings();

  /** Instances. */
  public int minSize;

  /** Instances. */
  public int maxSize;

  /** Instances. */
  public int desiredCapacity;

  /** Instances in service. */
  public int inServiceInstances;

  /** Target groups as CloudWatch writes them ({@code targetgroup/name/id}). */
  public String[] targetGroups = new String[0];

  /** Suspended processes, such as {@code Launch}. */
  public String[] suspendedProcesses = new String[0];

  /**
   * Why the group is only observed whatever its mode tag says: errors in its tags, a kill switch.
   * Empty if nothing of the kind is.
   */
  public String[] tagErrors = new String[0];

  public AutoScalingGroup() {}
}
