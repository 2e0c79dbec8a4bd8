package io.prescale.domain.policy;

import java.util.Optional;

/**
 * What can change a recommendation, in the order in which it is applied. A decision lists those
 * that changed something.
 *
 * <table>
 * <caption>Order of the guardrails</caption>
 * <tr><th>Step</th><th>Guardrails</th><th>Effect</th></tr>
 * <tr><td>1 data</td><td>{@code SLOT_ALREADY_DECIDED} to {@code SCALED_TO_ZERO}</td>
 *     <td>the policy is not asked; the current capacity is recommended</td></tr>
 * <tr><td>2 forecast</td><td>{@code FORECAST_UNAVAILABLE} to {@code FORECAST_UNRELIABLE}</td>
 *     <td>the policy is given the observed load</td></tr>
 * <tr><td>3 load</td><td>{@code CPU_ZERO} to {@code REACTIVE_FLOOR}</td>
 *     <td>no scale-in on doubtful data; never below reactive</td></tr>
 * <tr><td>4 calendar</td><td>{@code CALENDAR_FLOOR}, {@code CALENDAR_FREEZE}</td>
 *     <td>ahead of and in an event</td></tr>
 * <tr><td>5 size</td><td>{@code MIN_SIZE} to {@code LAST_INSTANCE}</td>
 *     <td>clamped</td></tr>
 * <tr><td>6 step</td><td>{@code SCALE_OUT_STEP_LIMIT}, {@code SCALE_IN_STEP_LIMIT}</td>
 *     <td>clamped, except below what calendar and minimum size ask for</td></tr>
 * <tr><td>7 pace</td><td>{@code SCALE_IN_STABILIZATION} to {@code INSTANCES_NOT_IN_SERVICE}</td>
 *     <td>wait, except for what calendar and minimum size ask for</td></tr>
 * <tr><td>8 reality</td><td>{@code COMMAND_IN_FLIGHT} to {@code TERMINATE_SUSPENDED}</td>
 *     <td>hold</td></tr>
 * </table>
 */
public enum Guardrail {
  /** A slot that is not later than the last one decided on changes nothing. */
  SLOT_ALREADY_DECIDED(Reason.SLOT_ALREADY_DECIDED, "An old slot changes nothing."),
  /** Without a known capacity there is nothing to start from. */
  CAPACITY_UNKNOWN(Reason.CAPACITY_UNKNOWN, "Without a known capacity nothing changes."),
  /** A desired capacity above the maximum size is EC2 Auto Scaling's own to correct. */
  CAPACITY_ABOVE_MAX_SIZE(
      Reason.CAPACITY_ABOVE_MAX_SIZE, "A capacity above the maximum size is left alone."),
  /** A group that has stopped reporting is left alone. */
  METRICS_STALE(Reason.METRICS_STALE, "A group that has stopped reporting is left alone."),
  /** A slot without CPU utilisation says nothing about load. */
  METRICS_MISSING(Reason.METRICS_MISSING, "A slot without CPU utilisation says nothing of load."),
  /** A value carried forward says nothing about load. */
  METRICS_FILLED(Reason.METRICS_FILLED, "A value carried forward says nothing of load."),
  /** An impossible value says nothing about load. */
  METRICS_INVALID(Reason.METRICS_INVALID, "An impossible value says nothing of load."),
  /** A group set to no instances is not started by load. */
  SCALED_TO_ZERO(Reason.SCALED_TO_ZERO, "A group that was shut down stays so."),

  /** There is no forecast: the observed load is used. */
  FORECAST_UNAVAILABLE(null, "There is no forecast, so the observed load is used."),
  /** The forecast holds values that are not numbers: the observed load is used. */
  FORECAST_INVALID(null, "The forecast is not a number, so the observed load is used."),
  /** Recent forecasts were worse than persistence: the observed load is used. */
  FORECAST_UNRELIABLE(
      null, "Recent forecasts were worse than assuming no change, so the observed load is used."),

  /** CPU utilisation of exactly zero never scales in. */
  CPU_ZERO(Reason.CPU_ZERO, "CPU utilisation of exactly 0 never scales in."),
  /** Without a forecast, only a window of measured values scales in. */
  FALLBACK_DATA_UNCERTAIN(
      Reason.FALLBACK_DATA_UNCERTAIN,
      "Without a forecast, only an unbroken window of measured values scales in."),
  /** Observed CPU above the scale-out threshold scales out, whatever the forecast says. */
  REACTIVE_FLOOR(
      Reason.OBSERVED_HIGH,
      "Observed CPU above the scale-out threshold scales out, whatever the forecast says."),

  /** The highest capacity that an event asks for over the lead time is provided. */
  CALENDAR_FLOOR(
      Reason.CALENDAR_FLOOR, "The capacity that a calendar event asks for is provided in time."),
  /** An event forbids scaling in. */
  CALENDAR_FREEZE(Reason.CALENDAR_FREEZE, "A calendar event forbids scaling in."),

  /** Never below the group's minimum size. */
  MIN_SIZE(Reason.AT_MIN_SIZE, "Never below the group's minimum size."),
  /** Never above the group's maximum size. */
  MAX_SIZE(Reason.AT_MAX_SIZE, "Never above the group's maximum size."),
  /** The last instance is never removed. */
  LAST_INSTANCE(Reason.LAST_INSTANCE, "The last instance is never removed."),

  /** No more instances are added at once than the settings allow. */
  SCALE_OUT_STEP_LIMIT(
      Reason.SCALE_OUT_STEP_LIMIT, "No more instances are added at once than is allowed."),
  /** No more instances are removed at once than the settings allow. */
  SCALE_IN_STEP_LIMIT(
      Reason.SCALE_IN_STEP_LIMIT, "No more instances are removed at once than is allowed."),

  /** The highest recommendation of the last slots counts. */
  SCALE_IN_STABILIZATION(
      Reason.SCALE_IN_STABILIZATION,
      "When scaling in, the highest recommendation of the stabilisation window counts."),
  /** After a scale-out any other action waits. */
  SCALE_OUT_COOLDOWN(Reason.SCALE_OUT_COOLDOWN, "After a scale-out any other action waits."),
  /** After any action a scale-in waits. */
  SCALE_IN_COOLDOWN(Reason.SCALE_IN_COOLDOWN, "After any action a scale-in waits."),
  /** While instances may be starting a scale-in waits. */
  INSTANCE_WARM_UP(
      Reason.INSTANCE_WARM_UP, "While new instances may still be starting a scale-in waits."),
  /** While fewer instances serve than the group should have a scale-in waits. */
  INSTANCES_NOT_IN_SERVICE(
      Reason.INSTANCES_NOT_IN_SERVICE,
      "While fewer instances are in service than desired a scale-in waits."),

  /** One command at a time. */
  COMMAND_IN_FLIGHT(
      Reason.COMMAND_IN_FLIGHT,
      "The next command waits until the previous one has shown in the metrics."),
  /** Nothing can be launched. */
  LAUNCH_SUSPENDED(Reason.LAUNCH_SUSPENDED, "No scale-out while Launch is suspended."),
  /** Nothing can be terminated. */
  TERMINATE_SUSPENDED(Reason.TERMINATE_SUSPENDED, "No scale-in while Terminate is suspended.");

  // Not an Optional: an enum's fields should be serializable.
  private final Reason settles;
  private final String explanation;

  Guardrail(Reason settles, String explanation) {
    this.settles = settles;
    this.explanation = explanation;
  }

  /**
   * The reason of a decision that this guardrail settled by itself; empty for those that only
   * choose between forecast and observed load.
   */
  public Optional<Reason> settles() {
    return Optional.ofNullable(settles);
  }

  /** One sentence for the user. */
  public String explanation() {
    return explanation;
  }
}
