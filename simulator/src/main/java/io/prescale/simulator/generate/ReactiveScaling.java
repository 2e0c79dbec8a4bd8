package io.prescale.simulator.generate;

import io.prescale.domain.metric.Signal;

/**
 * The kind of scaling that groups have before Prescale: it follows the CPU utilisation of the last
 * slot towards a target, out at once and in by one instance at a time.
 */
final class ReactiveScaling {
  private static final double TARGET = 50;
  private static final double OUT_ABOVE = 62;
  private static final double IN_BELOW = 38;

  private ReactiveScaling() {}

  /**
   * The capacity to set after a slot.
   *
   * @param minSize instances
   * @param maxSize instances
   * @return instances, within the limits
   */
  static int desired(SlotSample sample, int minSize, int maxSize) {
    double cpu = sample.value(Signal.CPU_UTILIZATION);
    int current = (int) sample.value(Signal.DESIRED_CAPACITY);
    int desired = current;
    if (cpu > OUT_ABOVE) {
      double inService = sample.value(Signal.IN_SERVICE_INSTANCES);
      desired = Math.max(current, (int) Math.ceil(inService * cpu / TARGET));
    } else if (cpu < IN_BELOW) {
      desired = current - 1;
    }
    return Math.min(maxSize, Math.max(minSize, desired));
  }
}
