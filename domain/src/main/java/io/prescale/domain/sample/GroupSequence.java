package io.prescale.domain.sample;

import io.prescale.domain.calendar.CalendarContext;
import io.prescale.domain.time.Slots;
import java.util.Arrays;

/**
 * The last 24 samples of a group, aligned by slot, oldest first, with what the calendar says about
 * them and the hour ahead. This is what a forecast and a decision are made from. A stream record.
 *
 * <p>Every signal array has {@link Slots#SEQUENCE_LENGTH} values; an absent value is {@code NaN}.
 */
public class GroupSequence {
  /** Auto scaling group name. */
  public String group;

  /** Start of the newest slot, epoch milliseconds. */
  public long slotStart;

  /** Percent. */
  public double[] cpuUtilization;

  /** Bytes per slot. */
  public double[] networkIn;

  /** Requests per slot. */
  public double[] requestCount;

  /** Instances. */
  public double[] inServiceInstances;

  /** What stands at each step: ordinals of {@link SampleState}. */
  public byte[] states;

  /** Desired capacity in the newest slot, instances; {@code NaN} where not reported. */
  public double desiredCapacity = Double.NaN;

  /** Calendar events over the sequence and the forecast horizons. */
  public CalendarContext calendar;

  public GroupSequence() {}

  /** An empty sequence: no sample, no event. */
  public static GroupSequence empty(String group, long slotStart) {
    GroupSequence sequence = new GroupSequence();
    sequence.group = group;
    sequence.slotStart = slotStart;
    sequence.cpuUtilization = absent();
    sequence.networkIn = absent();
    sequence.requestCount = absent();
    sequence.inServiceInstances = absent();
    sequence.states = new byte[Slots.SEQUENCE_LENGTH];
    sequence.calendar = CalendarContext.none();
    return sequence;
  }

  private static double[] absent() {
    double[] values = new double[Slots.SEQUENCE_LENGTH];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  /** Whether CPU utilisation is known at every step, measured or filled: a forecast needs it. */
  public boolean isComplete() {
    for (double cpu : cpuUtilization) {
      if (Double.isNaN(cpu)) {
        return false;
      }
    }
    return true;
  }

  /** The state of the newest step. */
  public SampleState newestState() {
    return SampleState.values()[states[Slots.SEQUENCE_LENGTH - 1]];
  }

  /** CPU utilisation in the newest slot, percent; {@code NaN} where absent. */
  public double observedCpu() {
    return cpuUtilization[Slots.SEQUENCE_LENGTH - 1];
  }

  /** In-service instances in the newest slot; {@code NaN} where not reported. */
  public double observedInServiceInstances() {
    return inServiceInstances[Slots.SEQUENCE_LENGTH - 1];
  }

  /**
   * Whether demand (CPU utilisation x in-service instances) is known at every step, so that the
   * forecast can be freed of the capacity that the scaler itself changes.
   */
  public boolean hasDemand() {
    for (int step = 0; step < Slots.SEQUENCE_LENGTH; step++) {
      if (!(inServiceInstances[step] > 0) || Double.isNaN(cpuUtilization[step])) {
        return false;
      }
    }
    return true;
  }
}
