package io.prescale.domain.policy;

import io.prescale.domain.calendar.CalendarContext;
import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.ScalingSettings;
import io.prescale.domain.forecast.ForecastedSequence;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleState;
import io.prescale.domain.time.Slots;
import java.util.Arrays;

/** How a group stands in one slot: all that guardrails look at. */
final class Situation {
  private final AutoScalingGroup group;
  private final ForecastedSequence input;
  private final ScalingHistory history;
  private final CalendarContext calendar;

  Situation(AutoScalingGroup group, ForecastedSequence input, ScalingHistory history) {
    this.group = group;
    this.input = input;
    this.history = history;
    CalendarContext given = input.sequence.calendar;
    this.calendar = given == null ? CalendarContext.none() : given;
  }

  AutoScalingGroup group() {
    return group;
  }

  ScalingSettings settings() {
    return group.settings;
  }

  ForecastedSequence input() {
    return input;
  }

  GroupSequence sequence() {
    return input.sequence;
  }

  ScalingHistory history() {
    return history;
  }

  CalendarContext calendar() {
    return calendar;
  }

  /** End of the newest slot, epoch milliseconds: the time of the decision. */
  long slotEnd() {
    return Slots.endOf(input.sequence.slotStart);
  }

  /** Percent; {@code NaN} where absent. */
  double observedCpu() {
    return input.sequence.observedCpu();
  }

  /**
   * Desired capacity, instances: what the newest sample reports, so that recorded history decides
   * the same again, else what the fleet last told. Negative if neither is known. A broken number
   * (the average of a slot in which it changed) counts as not reported.
   */
  int currentCapacity() {
    double reported = input.sequence.desiredCapacity;
    boolean usable =
        reported >= 0 && reported <= Integer.MAX_VALUE && reported == Math.rint(reported);
    return usable ? (int) reported : group.desiredCapacity;
  }

  /**
   * Instances that the observed CPU utilisation is the average of: those in service where reported;
   * else the desired capacity, less what our last scale-out added while that warms up.
   */
  double servingInstances() {
    double inService = input.sequence.observedInServiceInstances();
    if (inService > 0 && Double.isFinite(inService)) {
      return inService;
    }
    return history.isWarmingUp(slotEnd(), settings().instanceWarmupSeconds)
        ? Math.min(currentCapacity(), history.commandFrom)
        : currentCapacity();
  }

  /**
   * Slots until an instance that the decision after this one may ask for serves: this one has to
   * last until then. Decision delay, warm-up, and one slot.
   */
  int leadSlots() {
    return leadSlots(settings());
  }

  static int leadSlots(ScalingSettings settings) {
    long slots = (untilServing(settings) + Slots.MILLIS - 1) / Slots.MILLIS + 1;
    return (int) Math.min(slots, Slots.HORIZONS);
  }

  /** Whole slots that have passed before an instance that is asked for now serves. */
  int slotsBeforeServing() {
    return (int) Math.min(untilServing(settings()) / Slots.MILLIS, leadSlots() - 1);
  }

  /** From the end of a slot until an instance serves that is asked for by it, milliseconds. */
  private static long untilServing(ScalingSettings settings) {
    return (Math.max(0L, settings.decisionDelaySeconds)
            + Math.max(0L, settings.instanceWarmupSeconds))
        * 1000L;
  }

  /** Index of the horizon that the group's policy goes by: how good forecasts are there matters. */
  int decisiveHorizon() {
    switch (settings().policy) {
      case STEP:
        return 0;
      case TARGET:
        return leadSlots() - 1;
    }
    throw new IllegalStateException("no such policy: " + settings().policy);
  }

  /** Highest capacity that calendar events ask for within the lead time, instances. */
  int calendarFloor() {
    return Arrays.stream(calendar.minCapacity, 0, leadSlots()).max().orElse(0);
  }

  /** Whether a calendar event forbids scaling in, in this slot or within the lead time. */
  boolean isScaleInFrozen() {
    for (int slot = 0; slot <= leadSlots(); slot++) {
      if (calendar.freezeScaleIn[slot]) {
        return true;
      }
    }
    return false;
  }

  /** What calendar and minimum size ask for, whatever the load; within the maximum size. */
  int requiredCapacity() {
    return Math.min(group.maxSize, Math.max(group.minSize, calendarFloor()));
  }

  /** Whether each of the last slots of the stabilisation window was measured, and not zero. */
  boolean isWindowMeasured() {
    GroupSequence sequence = input.sequence;
    int window = Math.min(settings().scaleInStabilizationSlots, Slots.SEQUENCE_LENGTH);
    for (int step = Slots.SEQUENCE_LENGTH - window; step < Slots.SEQUENCE_LENGTH; step++) {
      boolean measured = SampleState.values()[sequence.states[step]] == SampleState.OBSERVED;
      if (!measured || !(sequence.cpuUtilization[step] > 0)) {
        return false;
      }
    }
    return true;
  }

  boolean isSuspended(String process) {
    return Arrays.asList(group.suspendedProcesses).contains(process);
  }
}
