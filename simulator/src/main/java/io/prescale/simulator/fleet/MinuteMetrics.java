package io.prescale.simulator.fleet;

import java.time.Instant;

/**
 * What is published of one minute of one group. A value that is not published is {@code NaN}.
 *
 * @param start start of the minute
 * @param cpu sum over the instances in service of their CPU utilisation, percent
 * @param networkIn sum over the same of the bytes received
 * @param instances number of instances behind both
 * @param requests requests through the load balancer; {@code NaN} also where there was none
 * @param inService instances in service
 * @param desiredCapacity instances
 */
public record MinuteMetrics(
    Instant start,
    double cpu,
    double networkIn,
    double instances,
    double requests,
    double inService,
    double desiredCapacity) {

  /** Mean CPU utilisation of the instances, percent; {@code NaN} where not published. */
  public double cpuUtilization() {
    return cpu / instances;
  }

  /** Whether the instances' CPU utilisation is there. */
  public boolean hasCpu() {
    return !Double.isNaN(cpu);
  }
}
