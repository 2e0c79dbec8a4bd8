package io.prescale.simulator.fleet;

import java.time.Instant;

/**
 * One minute of one group.
 *
 * @param start start of the minute
 * @param load what happened to its work
 * @param instances how its instances stood
 * @param desiredCapacity instances
 */
public record MinuteReport(
    String group, Instant start, Load load, Instances instances, int desiredCapacity) {

  /**
   * Work in percent of one instance for one minute.
   *
   * @param demand what came in
   * @param done what was done
   * @param waiting what waits after the minute
   * @param late what came in and was not done in the same minute
   * @param capacity what could have been done
   */
  public record Load(double demand, double done, double waiting, double late, double capacity) {}

  /**
   * Instances by their state.
   *
   * @param inService those that served
   * @param booting those that were launched and did not serve yet
   * @param terminating those that no longer served and were not gone yet
   */
  public record Instances(int inService, int booting, int terminating) {
    /** All that run and are paid for. */
    public int running() {
      return inService + booting + terminating;
    }
  }

  /** Instances that served. */
  public int inServiceInstances() {
    return instances.inService();
  }

  /** Mean CPU utilisation of the instances in service, percent; {@code NaN} where there is none. */
  public double cpuUtilization() {
    return load.capacity() == 0 ? Double.NaN : load.done() * 100 / load.capacity();
  }

  /**
   * Work offered, with what waited, over what could be done, percent: above 100 in an overload,
   * infinite where there is work and no instance, 0 where there is neither.
   */
  public double offeredUtilization() {
    double offered = load.done() + load.waiting();
    return offered == 0 ? 0 : offered * 100 / load.capacity();
  }
}
