package io.prescale.simulator.fleet;

import java.time.Instant;

/**
 * One minute of one group.
 *
 * @param start start of the minute
 * @param load what happened to its work
 * @param inServiceInstances instances that served
 * @param desiredCapacity instances
 */
public record MinuteReport(
    String group, Instant start, Load load, int inServiceInstances, int desiredCapacity) {

  /**
   * Work in percent of one instance for one minute.
   *
   * @param demand what came in
   * @param done what was done
   * @param waiting what waits after the minute
   */
  public record Load(double demand, double done, double waiting) {}

  /** Mean utilisation of the instances in service, percent; {@code NaN} where there is none. */
  public double cpuUtilization() {
    return inServiceInstances == 0 ? Double.NaN : load.done() / inServiceInstances;
  }
}
