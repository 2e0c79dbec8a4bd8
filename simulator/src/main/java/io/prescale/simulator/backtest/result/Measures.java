package io.prescale.simulator.backtest.result;

/**
 * The figures of one policy on one series.
 *
 * @param sloViolationMinutes minutes in which utilisation was above the threshold: work offered,
 *     with what waited, over what the instances in service can do
 * @param unservedDemand work that was not done in the minute in which it came, instance-minutes
 * @param instanceHours hours of all instances that run, booting and terminating ones too
 * @param instanceHoursAtEqualSlo {@code instanceHours}, had all capacity been scaled by the one
 *     factor at which the allowed share of minutes violates the threshold; infinite where no factor
 *     would do, since no instance served
 * @param actions changes of desired capacity
 * @param directionFlips actions in the opposite direction of the action before
 * @param cost of {@code instanceHours}
 * @param elasticity how closely capacity follows demand
 * @param launches what became of launches
 */
public record Measures(
    int sloViolationMinutes,
    double unservedDemand,
    double instanceHours,
    double instanceHoursAtEqualSlo,
    int actions,
    int directionFlips,
    double cost,
    Elasticity elasticity,
    Launches launches) {
  /**
   * Instances launched.
   *
   * @param launched all of them
   * @param failed those that never came into service
   */
  public record Launches(int launched, int failed) {}
}
