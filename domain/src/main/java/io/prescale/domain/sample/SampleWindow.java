package io.prescale.domain.sample;

import io.prescale.domain.calendar.CalendarContext;
import io.prescale.domain.time.Slots;
import java.util.Arrays;

/**
 * The last {@link Slots#SEQUENCE_LENGTH} samples of one group, by slot. Keyed state (Flink POJO) of
 * about 550 bytes: volumes and instances are single precision there.
 *
 * <p>A step's {@link SampleState} speaks of its CPU utilisation. Where CPU is missing for at most
 * {@link #MAX_FILLED_SLOTS} slots in a row, the value before is carried forward and the step marked
 * {@code FILLED}; after a longer gap the window starts anew. A signal other than CPU that is absent
 * from a sample stays absent.
 */
public class SampleWindow {
  /** Longest run of missing slots that is filled; a longer one resets the window. */
  public static final int MAX_FILLED_SLOTS = 3;

  private static final int LENGTH = Slots.SEQUENCE_LENGTH;
  private static final int NEWEST = LENGTH - 1;
  private static final byte EMPTY = (byte) SampleState.EMPTY.ordinal();
  private static final byte OBSERVED = (byte) SampleState.OBSERVED.ordinal();
  private static final byte FILLED = (byte) SampleState.FILLED.ordinal();

  /** What taking a sample did. */
  public enum Outcome {
    /** It is the newest one now. */
    APPENDED,
    /** It is the newest one now; a gap too long to fill lay before it. */
    RESET,
    /** It changed a slot that was in the window already. */
    REVISED,
    /** Its slot has left the window: nothing changed. */
    TOO_OLD
  }

  /** Start of the newest slot, epoch milliseconds; {@link Long#MIN_VALUE} without any. */
  public long newestSlot = Long.MIN_VALUE;

  /** Percent, oldest first; {@code NaN} where absent. */
  public double[] cpuUtilization;

  /** Bytes per slot, oldest first, to seven digits; {@code NaN} where absent. */
  public float[] networkIn;

  /** Requests per slot, oldest first; {@code NaN} where absent. Exact up to 2^24. */
  public float[] requestCount;

  /** Instances, oldest first; {@code NaN} where absent. */
  public float[] inServiceInstances;

  /** Ordinals of {@link SampleState}, oldest first. */
  public byte[] states;

  /** Desired capacity in the newest slot, instances; {@code NaN} where absent. */
  public double desiredCapacity = Double.NaN;

  public SampleWindow() {}

  /** A window without samples. */
  public static SampleWindow create() {
    SampleWindow window = new SampleWindow();
    window.cpuUtilization = new double[LENGTH];
    window.networkIn = new float[LENGTH];
    window.requestCount = new float[LENGTH];
    window.inServiceInstances = new float[LENGTH];
    window.states = new byte[LENGTH];
    window.clear(0, LENGTH);
    return window;
  }

  /** A window of the same samples that goes its own way. */
  public SampleWindow copy() {
    SampleWindow copy = new SampleWindow();
    copy.newestSlot = newestSlot;
    copy.cpuUtilization = cpuUtilization.clone();
    copy.networkIn = networkIn.clone();
    copy.requestCount = requestCount.clone();
    copy.inServiceInstances = inServiceInstances.clone();
    copy.states = states.clone();
    copy.desiredCapacity = desiredCapacity;
    return copy;
  }

  /** Whether no sample was taken yet. */
  public boolean isEmpty() {
    return newestSlot == Long.MIN_VALUE;
  }

  /**
   * Takes a sample. One of a later slot becomes the newest; slots that it skips are filled when few
   * (see {@link #fillableGapBefore}). One of a slot inside the window revises that slot: signals
   * that it lacks keep their values, and filled steps that follow carry the revised CPU value.
   */
  public Outcome upsert(Sample sample) {
    if (isEmpty() || sample.slotStart() > newestSlot) {
      return append(sample);
    }
    long age = Slots.between(sample.slotStart(), newestSlot);
    if (age >= LENGTH) {
      return Outcome.TOO_OLD;
    }
    revise(NEWEST - (int) age, sample);
    return Outcome.REVISED;
  }

  /**
   * Number of slots between the newest one and {@code slotStart} that would be filled: 0 where
   * there is none, or where the gap is too long.
   */
  public int fillableGapBefore(long slotStart) {
    if (isEmpty() || slotStart <= newestSlot) {
      return 0;
    }
    long gap = Slots.between(newestSlot, slotStart) - 1;
    return gap + trailingFilled() <= MAX_FILLED_SLOTS && states[NEWEST] != EMPTY ? (int) gap : 0;
  }

  /** Appends one filled slot: all signals carried forward. */
  public void fillNext() {
    shift(1);
    cpuUtilization[NEWEST] = cpuUtilization[NEWEST - 1];
    networkIn[NEWEST] = networkIn[NEWEST - 1];
    requestCount[NEWEST] = requestCount[NEWEST - 1];
    inServiceInstances[NEWEST] = inServiceInstances[NEWEST - 1];
    states[NEWEST] = FILLED;
    newestSlot += Slots.MILLIS;
  }

  /** Whether the slot lies in the window and lacks a measured CPU value. */
  public boolean lacksCpu(long slotStart) {
    long age = Slots.between(slotStart, newestSlot);
    return !isEmpty() && age >= 0 && age < LENGTH && states[NEWEST - (int) age] != OBSERVED;
  }

  /** A copy for the stream. */
  public GroupSequence toSequence(String group, CalendarContext calendar) {
    GroupSequence sequence = new GroupSequence();
    sequence.group = group;
    sequence.slotStart = newestSlot;
    sequence.cpuUtilization = cpuUtilization.clone();
    sequence.networkIn = widen(networkIn);
    sequence.requestCount = widen(requestCount);
    sequence.inServiceInstances = widen(inServiceInstances);
    sequence.states = states.clone();
    sequence.desiredCapacity = desiredCapacity;
    sequence.calendar = calendar;
    return sequence;
  }

  private Outcome append(Sample sample) {
    boolean first = isEmpty();
    int gap = fillableGapBefore(sample.slotStart());
    for (int filled = 0; filled < gap; filled++) {
      fillNext();
    }
    boolean contiguous = !first && Slots.between(newestSlot, sample.slotStart()) == 1;
    boolean carried = contiguous && states[NEWEST] != EMPTY && trailingFilled() < MAX_FILLED_SLOTS;
    boolean reset = !first && !contiguous;
    if (reset) {
      clear(0, LENGTH);
    } else {
      shift(1);
    }
    newestSlot = sample.slotStart();
    put(NEWEST, sample);
    desiredCapacity = sample.desiredCapacity();
    if (!sample.hasCpu()) {
      if (carried) {
        cpuUtilization[NEWEST] = cpuUtilization[NEWEST - 1];
        states[NEWEST] = FILLED;
      } else {
        reset |= states[NEWEST - 1] != EMPTY;
        clear(0, NEWEST);
      }
    }
    return reset ? Outcome.RESET : Outcome.APPENDED;
  }

  private void revise(int step, Sample sample) {
    put(step, sample);
    if (step == NEWEST && !Double.isNaN(sample.desiredCapacity())) {
      desiredCapacity = sample.desiredCapacity();
    }
    for (int next = step + 1; next < LENGTH && states[next] == FILLED; next++) {
      cpuUtilization[next] = cpuUtilization[step];
    }
  }

  private void put(int step, Sample sample) {
    if (sample.hasCpu()) {
      cpuUtilization[step] = sample.cpuUtilization();
      states[step] = OBSERVED;
    }
    if (!Double.isNaN(sample.networkIn())) {
      networkIn[step] = (float) sample.networkIn();
    }
    if (!Double.isNaN(sample.requestCount())) {
      requestCount[step] = (float) sample.requestCount();
    }
    if (!Double.isNaN(sample.inServiceInstances())) {
      inServiceInstances[step] = (float) sample.inServiceInstances();
    }
  }

  private int trailingFilled() {
    int run = 0;
    while (run < LENGTH && states[NEWEST - run] == FILLED) {
      run++;
    }
    return run;
  }

  private void shift(int steps) {
    int kept = LENGTH - steps;
    System.arraycopy(cpuUtilization, steps, cpuUtilization, 0, kept);
    System.arraycopy(networkIn, steps, networkIn, 0, kept);
    System.arraycopy(requestCount, steps, requestCount, 0, kept);
    System.arraycopy(inServiceInstances, steps, inServiceInstances, 0, kept);
    System.arraycopy(states, steps, states, 0, kept);
    clear(kept, LENGTH);
    desiredCapacity = Double.NaN;
  }

  private void clear(int from, int to) {
    Arrays.fill(cpuUtilization, from, to, Double.NaN);
    Arrays.fill(networkIn, from, to, Float.NaN);
    Arrays.fill(requestCount, from, to, Float.NaN);
    Arrays.fill(inServiceInstances, from, to, Float.NaN);
    Arrays.fill(states, from, to, EMPTY);
  }

  private static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int index = 0; index < values.length; index++) {
      wide[index] = values[index];
    }
    return wide;
  }
}
