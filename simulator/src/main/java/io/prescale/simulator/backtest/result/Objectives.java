package io.prescale.simulator.backtest.result;

/**
 * What counts as good.
 *
 * @param targetUtilization CPU utilisation that policies aim at, percent
 * @param netUtilization CPU utilisation that target tracking without scale-in aims at where it
 *     stands by as a net, percent; not below the target
 * @param sloThreshold utilisation above which a minute violates the service level objective,
 *     percent
 * @param sloAllowance share of the minutes that may violate it in {@link
 *     Measures#instanceHoursAtEqualSlo}, from 0 to below 1
 * @param testFraction share of each series, its newest part, that the figures are taken on
 * @param instancePrice price of one instance for one hour, in the user's currency
 */
public record Objectives(
    double targetUtilization,
    double netUtilization,
    double sloThreshold,
    double sloAllowance,
    double testFraction,
    double instancePrice) {
  /**
   * @throws IllegalArgumentException if one is out of range; the message names it
   */
  public Objectives {
    require(
        targetUtilization > 0 && targetUtilization <= 100,
        "target utilisation must be above 0 and at most 100 percent",
        targetUtilization);
    require(
        netUtilization >= targetUtilization && netUtilization <= 100,
        "utilisation of the net must be from the target utilisation to 100 percent",
        netUtilization);
    require(
        sloThreshold > 0 && sloThreshold <= 100,
        "SLO threshold must be above 0 and at most 100 percent",
        sloThreshold);
    require(
        sloAllowance >= 0 && sloAllowance < 1,
        "SLO allowance must be from 0 to below 1",
        sloAllowance);
    require(
        testFraction > 0 && testFraction <= 1,
        "test fraction must be above 0 and at most 1",
        testFraction);
    require(
        instancePrice >= 0 && Double.isFinite(instancePrice),
        "instance price must not be negative",
        instancePrice);
  }

  private static void require(boolean holds, String expectation, double value) {
    if (!holds) {
      throw new IllegalArgumentException(expectation + ", but is " + value);
    }
  }
}
