package io.prescale.domain.policy;

/** The one reason that explains a decision. */
public enum Reason {
  /** The forecast is above the scale-out threshold, or asks for more at the target utilisation. */
  FORECAST_HIGH("The forecast load is too high for the current capacity."),
  /** The forecast is below the scale-in threshold, or asks for less at the target utilisation. */
  FORECAST_LOW("The forecast load is low enough for fewer instances."),
  /** The forecast asks for no change. */
  FORECAST_WITHIN_BOUNDS("The forecast load suits the current capacity."),
  /** The observed load is too high for the capacity, whatever the forecast says. */
  OBSERVED_HIGH("The observed load is too high for the current capacity."),
  /** No forecast could be used, and the observed load is low enough for fewer instances. */
  OBSERVED_LOW(
      "No forecast could be used, and the observed load is low enough for fewer instances."),
  /** No forecast could be used, and the observed load asks for no change. */
  OBSERVED_WITHIN_BOUNDS(
      "No forecast could be used, and the observed load suits the current capacity."),
  /** A calendar event that is in force or near asks for more than there is. */
  CALENDAR_EVENT("A calendar event that is in force or near asks for more instances."),
  /** The group has fewer instances than its minimum size. */
  BELOW_MIN_SIZE("The desired capacity is below the group's minimum size."),

  /** A later slot of the group was decided on before. */
  SLOT_ALREADY_DECIDED("Held: this slot, or a later one, was decided on before."),
  /** Nobody knows how many instances the group should have now. */
  CAPACITY_UNKNOWN("Held: the group's current desired capacity is not known."),
  /** Desired capacity and maximum size disagree. */
  CAPACITY_ABOVE_MAX_SIZE(
      "Held: the desired capacity is above the group's maximum size; EC2 Auto Scaling corrects that"
          + " itself, so one of the two figures is out of date."),
  /** The group has stopped reporting. */
  METRICS_STALE("Held: the group has stopped reporting metrics."),
  /** The newest slot has no CPU utilisation. */
  METRICS_MISSING("Held: CPU utilisation is missing in the newest slot."),
  /** The newest slot carries the value of the slot before. */
  METRICS_FILLED(
      "Held: CPU utilisation of the newest slot was not measured but carried forward over a gap."),
  /** CPU utilisation is negative or infinite. */
  METRICS_INVALID("Held: CPU utilisation of the newest slot is not a possible value."),
  /** The group was set to no instances. */
  SCALED_TO_ZERO(
      "Held: the desired capacity is 0; a group that was shut down is started again only by a"
          + " calendar event, its minimum size, or its owner."),
  /** CPU utilisation is exactly zero, which looks like a fault. */
  CPU_ZERO("Held: CPU utilisation of exactly 0 looks like a fault; it never scales in."),
  /** Without a forecast, the last slots were not all measured. */
  FALLBACK_DATA_UNCERTAIN(
      "Held: without a forecast, a scale-in needs a whole stabilisation window of measured, nonzero"
          + " CPU utilisation."),
  /** A calendar event forbids to go below the present capacity. */
  CALENDAR_FLOOR("Held: a calendar event needs the present capacity."),
  /** A calendar event forbids scaling in. */
  CALENDAR_FREEZE("Held: a calendar event that is in force or near forbids scaling in."),
  /** The group is at its minimum size. */
  AT_MIN_SIZE("Held: the group is at its minimum size."),
  /** The group is at its maximum size. */
  AT_MAX_SIZE("Held: the group is at its maximum size and cannot scale out."),
  /** A group without instances reports nothing to scale out on. */
  LAST_INSTANCE(
      "Held: the last instance stays, because a group without instances reports no metrics to scale"
          + " out on."),
  /** Scaling out is switched off by the step limit. */
  SCALE_OUT_STEP_LIMIT("Held: the settings allow no instance to be added (max-scale-out-step)."),
  /** Scaling in is switched off by the step limit. */
  SCALE_IN_STEP_LIMIT("Held: the settings allow no instance to be removed (max-scale-in-step)."),
  /** Some recent recommendation needs the present capacity. */
  SCALE_IN_STABILIZATION(
      "Held: not every recommendation of the stabilisation window asks for fewer instances."),
  /** A scale-out is too recent for another action. */
  SCALE_OUT_COOLDOWN("Held: the last scale-out is too recent (scale-out cooldown)."),
  /** An action is too recent for a scale-in. */
  SCALE_IN_COOLDOWN("Held: the last action is too recent for a scale-in (scale-in cooldown)."),
  /** Instances of the last scale-out may still be starting. */
  INSTANCE_WARM_UP("Held: instances of the last scale-out may still be starting."),
  /** Fewer instances serve than the group should have. */
  INSTANCES_NOT_IN_SERVICE(
      "Held: fewer instances are in service than the desired capacity, so a scale-in could remove"
          + " one that is needed."),
  /** The last command has not shown in the metrics yet. */
  COMMAND_IN_FLIGHT("Held: the previous command has not shown in the metrics yet."),
  /** The group's process Launch is suspended. */
  LAUNCH_SUSPENDED("Held: the group's process Launch is suspended, so it cannot scale out."),
  /** The group's process Terminate is suspended. */
  TERMINATE_SUSPENDED("Held: the group's process Terminate is suspended, so it cannot scale in.");

  private final String explanation;

  Reason(String explanation) {
    this.explanation = explanation;
  }

  /** One sentence for the user. */
  public String explanation() {
    return explanation;
  }
}
