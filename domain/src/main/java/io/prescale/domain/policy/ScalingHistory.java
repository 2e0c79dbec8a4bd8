package io.prescale.domain.policy;

import io.prescale.domain.fleet.PolicyType;
import io.prescale.domain.fleet.ScalingSettings;
import io.prescale.domain.time.Slots;
import java.util.Arrays;

/**
 * What a group's decisions need to know of its earlier ones. Keyed state (Flink POJO) of about 200
 * bytes; only {@link ScalingDecider} changes it.
 */
public class ScalingHistory {
  /** Slots that a stabilisation window may hold. */
  public static final int MAX_STABILIZATION_SLOTS = 24;

  /** Stands for a time that has not come yet: before every cooldown, yet safe to subtract. */
  private static final long NEVER = 0;

  /** End of the last slot decided on, epoch milliseconds; 0 if none was. */
  public long lastSlotEnd = NEVER;

  /** Desired capacity that the last decision started from, instances. */
  public int lastCapacity;

  /** End of the slot of the last scale-out, observed or enforced, epoch milliseconds; 0 if none. */
  public long lastScaleOut = NEVER;

  /** End of the slot of the last scale-in, observed or enforced, epoch milliseconds; 0 if none. */
  public long lastScaleIn = NEVER;

  /** The last command that was to be carried out. */
  public PreviousCommand.Status commandStatus = PreviousCommand.Status.NONE;

  /** End of the slot that it was decided on, epoch milliseconds; 0 if there is none. */
  public long commandSlotEnd = NEVER;

  /** Desired capacity before it, instances. */
  public int commandFrom;

  /** Desired capacity that it asked for, instances. */
  public int commandTo;

  /** What the load asked for in the last slots, instances, oldest first. */
  public int[] recommendations = new int[0];

  public ScalingHistory() {}

  /** Whether this slot or a later one was decided on. */
  boolean hasDecided(long slotEnd) {
    return slotEnd <= lastSlotEnd;
  }

  /** What the samples say of the last command, as far as they are known now. */
  public PreviousCommand previousCommand() {
    return new PreviousCommand(commandStatus, commandSlotEnd, commandTo);
  }

  /**
   * Takes note of a new slot.
   *
   * @param slotEnd its end, epoch milliseconds
   * @param capacity desired capacity in it, instances; negative if unknown
   */
  void begin(long slotEnd, int capacity, ScalingSettings settings) {
    followCommand(slotEnd, capacity, settings.commandTimeoutSeconds * 1000L);
    if (capacity >= 0) {
      followCapacity(slotEnd, capacity, settings.policy);
      lastCapacity = capacity;
    }
    lastSlotEnd = slotEnd;
  }

  private void followCommand(long slotEnd, int capacity, long timeoutMillis) {
    if (commandStatus != PreviousCommand.Status.IN_FLIGHT
        && commandStatus != PreviousCommand.Status.NOT_OBSERVED) {
      return;
    }
    if (capacity == commandTo) {
      commandStatus = PreviousCommand.Status.APPLIED;
    } else if (capacity >= 0 && capacity != commandFrom) {
      commandStatus = PreviousCommand.Status.SUPERSEDED;
    } else if (slotEnd - commandSlotEnd >= timeoutMillis) {
      commandStatus = PreviousCommand.Status.NOT_OBSERVED;
    }
  }

  private void followCapacity(long slotEnd, int capacity, PolicyType policy) {
    if (lastSlotEnd != NEVER && slotEnd - lastSlotEnd > Slots.MILLIS) {
      // Nobody knows what the slots in between would have asked for.
      recommendations = new int[0];
    } else if (policy == PolicyType.STEP && capacity != lastCapacity) {
      // "One fewer" is meant relative to the capacity that it was said of.
      for (int index = 0; index < recommendations.length; index++) {
        long shifted = (long) recommendations[index] + capacity - lastCapacity;
        recommendations[index] = (int) Math.max(0, Math.min(shifted, Integer.MAX_VALUE));
      }
    }
  }

  /** Keeps what the load asks for in this slot, instances. */
  void recommend(int capacity, int windowSlots) {
    int window = Math.max(1, Math.min(windowSlots, MAX_STABILIZATION_SLOTS));
    int kept = Math.min(recommendations.length, window - 1);
    int[] next =
        Arrays.copyOfRange(
            recommendations, recommendations.length - kept, recommendations.length + 1);
    next[kept] = capacity;
    recommendations = next;
  }

  /**
   * The highest recommendation of the window, instances; {@link Integer#MAX_VALUE} while fewer
   * slots than the window holds are known.
   */
  int highestRecommendation(int windowSlots) {
    if (recommendations.length < Math.min(windowSlots, MAX_STABILIZATION_SLOTS)) {
      return Integer.MAX_VALUE;
    }
    return Arrays.stream(recommendations).max().orElse(Integer.MAX_VALUE);
  }

  /** Whether the last scale-out lies less than this long before the slot end. */
  boolean scaledOutWithin(long slotEnd, int seconds) {
    return lastScaleOut != NEVER && slotEnd - lastScaleOut < seconds * 1000L;
  }

  /** Whether the last scale-in lies less than this long before the slot end. */
  boolean scaledInWithin(long slotEnd, int seconds) {
    return lastScaleIn != NEVER && slotEnd - lastScaleIn < seconds * 1000L;
  }

  boolean isCommandInFlight() {
    return commandStatus == PreviousCommand.Status.IN_FLIGHT;
  }

  /**
   * Whether the group reached its capacity by a scale-out of ours less than this long before the
   * slot end, so that its new instances may not serve yet.
   */
  boolean isWarmingUp(long slotEnd, int seconds) {
    return commandStatus == PreviousCommand.Status.APPLIED
        && commandTo > commandFrom
        && slotEnd - commandSlotEnd < seconds * 1000L;
  }

  /** Takes note that a decision wants to act, whether or not it is carried out. */
  void acted(ScalingAction action, long slotEnd) {
    if (action == ScalingAction.SCALE_OUT) {
      lastScaleOut = slotEnd;
    } else if (action == ScalingAction.SCALE_IN) {
      lastScaleIn = slotEnd;
    }
  }

  /** Takes note of a command that is to be carried out. */
  void commanded(long slotEnd, int from, int to) {
    commandStatus = PreviousCommand.Status.IN_FLIGHT;
    commandSlotEnd = slotEnd;
    commandFrom = from;
    commandTo = to;
  }
}
