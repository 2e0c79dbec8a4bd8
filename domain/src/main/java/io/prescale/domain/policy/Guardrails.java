package io.prescale.domain.policy;

import java.util.List;

/**
 * The guardrails that turn a recommendation into a capacity, in order; see {@link Guardrail} for
 * the whole table. Each is a pure function of situation and capacity.
 *
 * <p>Only three can turn a hold or a scale-in into a scale-out: the reactive floor, the calendar
 * floor and the minimum size. None can turn a hold or a scale-out into a scale-in.
 */
final class Guardrails {
  /** What concerns the load: their outcome is what stabilisation remembers. */
  static final List<Rule> LOAD =
      List.of(
          new Rule(Guardrail.CPU_ZERO, Guardrails::zeroCpu),
          new Rule(Guardrail.FALLBACK_DATA_UNCERTAIN, Guardrails::uncertainFallback),
          new Rule(Guardrail.REACTIVE_FLOOR, Guardrails::reactiveFloor));

  /** What concerns calendar, sizes, pace, and the group's state. */
  static final List<Rule> LIMITS =
      List.of(
          new Rule(
              Guardrail.CALENDAR_FLOOR, (at, desired) -> Math.max(desired, at.calendarFloor())),
          new Rule(Guardrail.CALENDAR_FREEZE, scaleInHeldIf(Situation::isScaleInFrozen)),
          new Rule(Guardrail.MIN_SIZE, Guardrails::minSize),
          new Rule(Guardrail.MAX_SIZE, Guardrails::maxSize),
          new Rule(Guardrail.LAST_INSTANCE, Guardrails::lastInstance),
          new Rule(Guardrail.SCALE_OUT_STEP_LIMIT, Guardrails::scaleOutStep),
          new Rule(Guardrail.SCALE_IN_STEP_LIMIT, Guardrails::scaleInStep),
          new Rule(Guardrail.SCALE_IN_STABILIZATION, Guardrails::stabilization),
          new Rule(Guardrail.SCALE_OUT_COOLDOWN, Guardrails::scaleOutCooldown),
          new Rule(Guardrail.SCALE_IN_COOLDOWN, scaleInHeldIf(Guardrails::isScaleInCooling)),
          new Rule(Guardrail.INSTANCE_WARM_UP, scaleInHeldIf(Guardrails::isWarmingUp)),
          new Rule(
              Guardrail.INSTANCES_NOT_IN_SERVICE, scaleInHeldIf(Guardrails::areInstancesMissing)),
          new Rule(Guardrail.COMMAND_IN_FLIGHT, Guardrails::commandInFlight),
          new Rule(Guardrail.LAUNCH_SUSPENDED, Guardrails::launchSuspended),
          new Rule(
              Guardrail.TERMINATE_SUSPENDED, scaleInHeldIf(at -> at.isSuspended("Terminate"))));

  private Guardrails() {}

  @FunctionalInterface
  private interface Condition {
    boolean holds(Situation situation);
  }

  private static Rule.Limit scaleInHeldIf(Condition condition) {
    return (at, desired) ->
        desired < at.currentCapacity() && condition.holds(at) ? at.currentCapacity() : desired;
  }

  private static int zeroCpu(Situation at, int desired) {
    return at.observedCpu() == 0 ? Math.max(desired, at.currentCapacity()) : desired;
  }

  private static int uncertainFallback(Situation at, int desired) {
    boolean scaleIn = desired < at.currentCapacity();
    if (!scaleIn || ForecastCheck.check(at).isEmpty() || at.isWindowMeasured()) {
      return desired;
    }
    return at.currentCapacity();
  }

  private static int reactiveFloor(Situation at, int desired) {
    if (!(at.observedCpu() > at.settings().scaleOutAbove)) {
      return desired;
    }
    LoadOutlook observed = LoadOutlook.ofObserved(at.observedCpu(), at.servingInstances());
    int reactive =
        CapacityPolicy.of(at.settings().policy)
            .recommend(observed, at.currentCapacity(), at.settings());
    return Math.max(desired, Math.max(reactive, at.currentCapacity() + 1));
  }

  private static int minSize(Situation at, int desired) {
    return Math.max(desired, Math.min(at.group().minSize, at.group().maxSize));
  }

  private static int maxSize(Situation at, int desired) {
    // A capacity that is above the maximum already is not ours to lower.
    return Math.min(desired, Math.max(at.group().maxSize, at.currentCapacity()));
  }

  private static int lastInstance(Situation at, int desired) {
    return at.currentCapacity() >= 1 ? Math.max(desired, 1) : desired;
  }

  private static int scaleOutStep(Situation at, int desired) {
    // A long sum: a recommendation can be as large as an int.
    long limit = (long) at.currentCapacity() + at.settings().scaleOutLimit(at.currentCapacity());
    return (int) Math.min(desired, Math.max(limit, at.requiredCapacity()));
  }

  private static int scaleInStep(Situation at, int desired) {
    return Math.max(
        desired, at.currentCapacity() - at.settings().scaleInLimit(at.currentCapacity()));
  }

  private static int stabilization(Situation at, int desired) {
    if (desired >= at.currentCapacity()) {
      return desired;
    }
    int highest = at.history().highestRecommendation(at.settings().scaleInStabilizationSlots);
    return Math.min(at.currentCapacity(), Math.max(desired, highest));
  }

  private static int scaleOutCooldown(Situation at, int desired) {
    if (!at.history().scaledOutWithin(at.slotEnd(), at.settings().scaleOutCooldownSeconds)) {
      return desired;
    }
    return desired > at.currentCapacity()
        ? Math.min(desired, Math.max(at.currentCapacity(), at.requiredCapacity()))
        : at.currentCapacity();
  }

  private static boolean isScaleInCooling(Situation at) {
    int seconds = at.settings().scaleInCooldownSeconds;
    return at.history().scaledOutWithin(at.slotEnd(), seconds)
        || at.history().scaledInWithin(at.slotEnd(), seconds);
  }

  private static boolean isWarmingUp(Situation at) {
    return at.history().scaledOutWithin(at.slotEnd(), at.settings().instanceWarmupSeconds);
  }

  private static boolean areInstancesMissing(Situation at) {
    // Only figures of the same slot can be compared; NaN compares as false.
    return at.sequence().observedInServiceInstances() < at.sequence().desiredCapacity;
  }

  private static int commandInFlight(Situation at, int desired) {
    return at.history().isCommandInFlight() ? at.currentCapacity() : desired;
  }

  private static int launchSuspended(Situation at, int desired) {
    return at.isSuspended("Launch") ? Math.min(desired, at.currentCapacity()) : desired;
  }
}
