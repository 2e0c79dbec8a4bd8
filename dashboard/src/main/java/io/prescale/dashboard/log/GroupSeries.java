package io.prescale.dashboard.log;

import java.util.ArrayList;
import java.util.List;

/**
 * The course of a group, column by column, all of one length; {@code null} is "unknown".
 *
 * <p>By the slot, a point stands at the end of its slot. By the hour it stands in the middle of its
 * hour, and the lists of lowest and highest values hold the hour's extremes; by the slot those are
 * empty.
 */
public final class GroupSeries {
  /** {@code slot} or {@code hour}. */
  public final String resolution;

  /** Epoch seconds. */
  public final List<Long> times = new ArrayList<>();

  /** Observed, percent; by the hour the average. */
  public final List<Double> cpu = new ArrayList<>();

  public final List<Double> cpuLowest = new ArrayList<>();
  public final List<Double> cpuHighest = new ArrayList<>();

  /** What was forecast for this time five minutes before, percent, with its 90 % interval. */
  public final List<Double> forecast = new ArrayList<>();

  public final List<Double> lower = new ArrayList<>();
  public final List<Double> upper = new ArrayList<>();

  /** Observed CPU x instances in service, in instances: how many were busy. */
  public final List<Double> demand = new ArrayList<>();

  /** Desired capacity that the group had, instances; by the hour the highest. */
  public final List<Integer> capacity = new ArrayList<>();

  public final List<Integer> capacityLowest = new ArrayList<>();

  /** Capacity that was decided on, instances; by the hour the highest. */
  public final List<Integer> desired = new ArrayList<>();

  public final List<Integer> desiredLowest = new ArrayList<>();

  /** Recent mean absolute error of the forecasts, in the unit of {@link #errorQuantity}. */
  public final List<Double> error = new ArrayList<>();

  /** The same of "no change". */
  public final List<Double> persistenceError = new ArrayList<>();

  /** CPU_UTILIZATION (percent) or DEMAND (percent x instances); {@code null} if unknown. */
  public String errorQuantity;

  /** Scale-outs at the point. */
  public final List<Integer> scaleOuts = new ArrayList<>();

  /** Scale-ins at the point. */
  public final List<Integer> scaleIns = new ArrayList<>();

  /** The reason of the decision; by the hour empty. */
  public final List<String> reasons = new ArrayList<>();

  /** How often a guardrail changed a recommendation, most often first. */
  public final List<GuardrailCount> guardrails = new ArrayList<>();

  GroupSeries(boolean hourly) {
    resolution = hourly ? "hour" : "slot";
  }

  /** Adds a point at which nothing is known: it breaks the lines of a chart. */
  void addGap(long time) {
    times.add(time);
    List.of(cpu, forecast, lower, upper, demand, error, persistenceError)
        .forEach(column -> column.add(null));
    List.of(capacity, desired).forEach(column -> column.add(null));
    List.of(scaleOuts, scaleIns).forEach(column -> column.add(0));
    if (resolution.equals("hour")) {
      List.of(cpuLowest, cpuHighest).forEach(column -> column.add(null));
      List.of(capacityLowest, desiredLowest).forEach(column -> column.add(null));
    } else {
      reasons.add(null);
    }
  }

  /**
   * A guardrail that held.
   *
   * @param slots how often
   * @param lastSlotEnd epoch milliseconds
   */
  public record GuardrailCount(String guardrail, int slots, long lastSlotEnd) {}
}
