package io.prescale.simulator.api;

/** What the API demands of a capacity, the same for every backend. */
public final class CapacityRules {
  private CapacityRules() {}

  /**
   * Refuses a desired capacity outside the limits, all in instances.
   *
   * @throws ApiException naming the limit that it breaks
   */
  public static void checkWithinLimits(int desired, int minSize, int maxSize) throws ApiException {
    if (desired > maxSize) {
      throw ApiException.validation(
          "New SetDesiredCapacity value "
              + desired
              + " is above max value "
              + maxSize
              + " for the AutoScalingGroup.");
    }
    if (desired < minSize) {
      throw ApiException.validation(
          "New SetDesiredCapacity value "
              + desired
              + " is below min value "
              + minSize
              + " for the AutoScalingGroup.");
    }
  }
}
