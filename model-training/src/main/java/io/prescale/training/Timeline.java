package io.prescale.training;

import io.prescale.domain.calendar.CalendarContext;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.Sample;
import io.prescale.domain.sample.SampleState;
import io.prescale.domain.sample.SampleWindow;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.features.ForecastQuantity;
import io.prescale.forecasting.history.HistorySeries;
import java.util.Arrays;
import java.util.List;

/**
 * A group's samples as the job's {@link SampleWindow} holds them: short gaps filled, runs apart
 * where it starts anew. Every sequence that the job would have seen can be cut out, while each
 * value is kept once, so that a month of fifty groups fits into a small heap.
 */
final class Timeline {
  private static final int NEWEST = Slots.SEQUENCE_LENGTH - 1;

  private final String group;
  private final long[] slots;
  private final double[] cpuUtilization;
  private final double[] networkIn;
  private final double[] requestCount;
  private final double[] inServiceInstances;
  private final byte[] states;
  private final boolean[] sales;

  /** Index at which the run that a slot belongs to starts. */
  private final int[] runStarts;

  private int length;

  private Timeline(String group, int capacity) {
    this.group = group;
    this.slots = new long[capacity];
    this.cpuUtilization = new double[capacity];
    this.networkIn = new double[capacity];
    this.requestCount = new double[capacity];
    this.inServiceInstances = new double[capacity];
    this.states = new byte[capacity];
    this.sales = new boolean[capacity];
    this.runStarts = new int[capacity];
  }

  /** Passes the samples of a series through a sample window and keeps what it held. */
  static Timeline of(HistorySeries series) {
    List<Sample> samples = series.samples();
    Timeline timeline = new Timeline(series.group(), capacityFor(samples));
    SampleWindow window = SampleWindow.create();
    int runStart = 0;
    for (int index = 0; index < samples.size(); index++) {
      int filled = window.fillableGapBefore(samples.get(index).slotStart());
      SampleWindow.Outcome outcome = window.upsert(samples.get(index));
      if (outcome == SampleWindow.Outcome.RESET) {
        runStart = timeline.length;
      }
      for (int step = NEWEST - filled; step <= NEWEST; step++) {
        if (window.states[step] == SampleState.EMPTY.ordinal()) {
          runStart = timeline.length + 1;
        }
        timeline.append(window, step, series.saleActive(index), runStart);
      }
    }
    return timeline;
  }

  /** Each sample can bring a few filled slots before it, but not more than there are slots. */
  private static int capacityFor(List<Sample> samples) {
    if (samples.isEmpty()) {
      return 0;
    }
    long first = samples.get(0).slotStart();
    long last = samples.get(samples.size() - 1).slotStart();
    long most = samples.size() * (1L + SampleWindow.MAX_FILLED_SLOTS);
    return Math.toIntExact(Math.min(most, Slots.between(first, last) + 1));
  }

  private void append(SampleWindow window, int step, boolean sale, int runStart) {
    slots[length] = window.newestSlot - (NEWEST - step) * Slots.MILLIS;
    cpuUtilization[length] = window.cpuUtilization[step];
    networkIn[length] = window.networkIn[step];
    requestCount[length] = window.requestCount[step];
    inServiceInstances[length] = window.inServiceInstances[step];
    states[length] = window.states[step];
    sales[length] = sale;
    runStarts[length] = runStart;
    length++;
  }

  String group() {
    return group;
  }

  /** Slots, filled ones included. */
  int length() {
    return length;
  }

  /** Start of a slot, epoch milliseconds. */
  long slotAt(int index) {
    return slots[index];
  }

  /** Whether the slot's CPU value was measured and 24 steps up to it are known. */
  boolean hasSequenceAt(int newest) {
    return isObserved(newest) && newest - runStarts[newest] >= NEWEST;
  }

  /** The sequence whose newest slot has this index; see {@link #hasSequenceAt}. */
  GroupSequence sequenceAt(int newest) {
    int from = newest - NEWEST;
    GroupSequence sequence = new GroupSequence();
    sequence.group = group;
    sequence.slotStart = slots[newest];
    sequence.cpuUtilization = Arrays.copyOfRange(cpuUtilization, from, newest + 1);
    sequence.networkIn = Arrays.copyOfRange(networkIn, from, newest + 1);
    sequence.requestCount = Arrays.copyOfRange(requestCount, from, newest + 1);
    sequence.inServiceInstances = Arrays.copyOfRange(inServiceInstances, from, newest + 1);
    sequence.states = Arrays.copyOfRange(states, from, newest + 1);
    sequence.calendar = CalendarContext.none();
    markSales(sequence.calendar.active, from);
    return sequence;
  }

  /**
   * The quantity measured some slots after another one, in its unit; {@code NaN} where it was not
   * measured.
   */
  double valueAfter(int newest, int stepsAhead, Forecast.Quantity quantity) {
    int index = newest + stepsAhead;
    boolean measured =
        index < length
            && slots[index] - slots[newest] == stepsAhead * Slots.MILLIS
            && isObserved(index);
    if (!measured) {
      return Double.NaN;
    }
    double instances = inServiceInstances[index];
    if (quantity == Forecast.Quantity.DEMAND && !(instances > 0)) {
      return Double.NaN;
    }
    return ForecastQuantity.value(cpuUtilization[index], instances, quantity);
  }

  private boolean isObserved(int index) {
    return states[index] == SampleState.OBSERVED.ordinal();
  }

  /** The calendar is known ahead, so the sales of the hour to come may be told. */
  private void markSales(boolean[] active, int from) {
    for (int step = 0; step < active.length && from + step < length; step++) {
      boolean contiguous = slots[from + step] - slots[from] == step * Slots.MILLIS;
      active[step] = contiguous && sales[from + step];
    }
  }
}
