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

  /** Most instances that one decision adds. */
  public int maxScaleOutStep = 10;

  /** Most instances that one decision removes. */
  public int maxScaleInStep = 1;

  /** Seconds after a scale-out in which another action waits. */
  public int scaleOutCooldownSeconds = 300;

  /** Seconds after any action in which a scale-in waits. */
  public int scaleInCooldownSeconds = 600;

  /** Seconds until a new instance serves: how far ahead the target policy looks, plus one slot. */
  public int instanceWarmupSeconds = 300;

  /** Slots over which the highest recommendation holds against scaling in. */
  public int scaleInStabilizationSlots = 6;

  /** Seconds after which a command that shows in no sample counts as lost. */
  public int commandTimeoutSeconds = 900;

  /** Seconds that a decision may be carried out after the end of its slot. */
  public int commandValidForSeconds = 900;

  public ScalingSettings() {}

  public ScalingSettings copy() {
    ScalingSettings copy = new ScalingSettings();
    copy.policy = policy;
    copy.scaleOutAbove = scaleOutAbove;
    copy.scaleInBelow = scaleInBelow;
    copy.targetUtilization = targetUtilization;
    copy.maxScaleOutStep = maxScaleOutStep;
    copy.maxScaleInStep = maxScaleInStep;
    copy.scaleOutCooldownSeconds = scaleOutCooldownSeconds;
    copy.scaleInCooldownSeconds = scaleInCooldownSeconds;
    copy.instanceWarmupSeconds = instanceWarmupSeconds;
    copy.scaleInStabilizationSlots = scaleInStabilizationSlots;
    copy.commandTimeoutSeconds = commandTimeoutSeconds;
    copy.commandValidForSeconds = commandValidForSeconds;
    return copy;
  }
}
