package io.prescale.domain.fleet;

import java.io.Serializable;

/**
 * The settings of a group's policy and guardrails: the job's defaults, overridden by the group's
 * {@code prescale:*} tags. Part of a stream record (Flink POJO), treated as a value.
 */
public class ScalingSettings implements Serializable {
  private static final long serialVersionUID = 1L;

  public PolicyType policy = PolicyType.STEP;

  /** Percent; forecast CPU above it scales out (policy step), observed CPU above it always does. */
  public double scaleOutAbove = 70;

  /** Percent; forecast CPU below it scales in (policy step). */
  public double scaleInBelow = 35;

  /** Percent; CPU that the target policy aims at. */
  public double targetUtilization = 60;

  /**
   * Percent; CPU that the upper bound of the forecast may bring with the target policy. Below the
   * target it counts as the target.
   */
  public double peakUtilization = 72;

  /** Most instances that one decision adds, unless {@link #maxScaleOutPercent} allows more. */
  public int maxScaleOutStep = 10;

  /** Percent of the current capacity that one decision may add in any case. */
  public int maxScaleOutPercent = 50;

  /**
   * Most instances that one decision removes, unless {@link #maxScaleInPercent} allows more; 0
   * never scales in.
   */
  public int maxScaleInStep = 1;

  /** Percent of the current capacity that one decision may remove in any case. */
  public int maxScaleInPercent = 20;

  /** Seconds after a scale-out in which another action waits. */
  public int scaleOutCooldownSeconds = 300;

  /** Seconds after any action in which a scale-in waits. */
  public int scaleInCooldownSeconds = 300;

  /** Seconds from the launch of an instance until it serves. */
  public int instanceWarmupSeconds = 300;

  /**
   * Seconds from the end of a slot until a decision on it is carried out: the time that metrics
   * take, and that the job waits for late ones.
   */
  public int decisionDelaySeconds = 180;

  /** Slots over which the highest recommendation holds against scaling in. */
  public int scaleInStabilizationSlots = 2;

  /** Seconds after which a command that shows in no sample counts as lost. */
  public int commandTimeoutSeconds = 900;

  /** Seconds that a decision may be carried out after the end of its slot. */
  public int commandValidForSeconds = 900;

  public ScalingSettings() {}

  /**
   * Most instances that one decision may add.
   *
   * @param capacity desired capacity now, instances
   */
  public int scaleOutLimit(int capacity) {
    return Math.max(maxScaleOutStep, share(capacity, maxScaleOutPercent));
  }

  /**
   * Most instances that one decision may remove.
   *
   * @param capacity desired capacity now, instances
   */
  public int scaleInLimit(int capacity) {
    return maxScaleInStep <= 0 ? 0 : Math.max(maxScaleInStep, share(capacity, maxScaleInPercent));
  }

  private static int share(int capacity, int percent) {
    return (int) ((long) capacity * percent / 100);
  }

  public ScalingSettings copy() {
    ScalingSettings copy = new ScalingSettings();
    copy.policy = policy;
    copy.scaleOutAbove = scaleOutAbove;
    copy.scaleInBelow = scaleInBelow;
    copy.targetUtilization = targetUtilization;
    copy.peakUtilization = peakUtilization;
    copy.maxScaleOutStep = maxScaleOutStep;
    copy.maxScaleOutPercent = maxScaleOutPercent;
    copy.maxScaleInStep = maxScaleInStep;
    copy.maxScaleInPercent = maxScaleInPercent;
    copy.scaleOutCooldownSeconds = scaleOutCooldownSeconds;
    copy.scaleInCooldownSeconds = scaleInCooldownSeconds;
    copy.instanceWarmupSeconds = instanceWarmupSeconds;
    copy.decisionDelaySeconds = decisionDelaySeconds;
    copy.scaleInStabilizationSlots = scaleInStabilizationSlots;
    copy.commandTimeoutSeconds = commandTimeoutSeconds;
    copy.commandValidForSeconds = commandValidForSeconds;
    return copy;
  }
}
