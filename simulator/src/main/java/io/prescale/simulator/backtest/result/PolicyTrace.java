package io.prescale.simulator.backtest.result;

import java.util.List;
import java.util.Optional;

/**
 * The minutes that the figures of one policy were taken on. Every array has one value for each.
 *
 * @param desired desired capacity, instances
 * @param inService instances in service
 * @param utilization work offered, with what waited, over what the instances in service can do,
 *     percent; above 100 in an overload, infinite where no instance serves and there is work
 * @param actions changes of desired capacity, in the order of time
 * @param forecast empty for a policy that does not forecast by a model
 */
@SuppressWarnings("ArrayRecordComponent")
public record PolicyTrace(
    int[] desired,
    int[] inService,
    float[] utilization,
    List<Action> actions,
    Optional<ForecastTrace> forecast) {
  public PolicyTrace {
    actions = List.copyOf(actions);
  }

  /**
   * A change of desired capacity.
   *
   * @param minute index of the first minute that it is in force in
   * @param from instances
   * @param to instances
   * @param reason in words
   */
  public record Action(int minute, int from, int to, String reason) {}
}
