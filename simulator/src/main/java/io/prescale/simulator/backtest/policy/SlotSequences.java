package io.prescale.simulator.backtest.policy;

import io.prescale.domain.calendar.BusinessCalendar;
import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.metric.GroupMetric;
import io.prescale.domain.metric.Signal;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleWindow;
import io.prescale.domain.sample.SlotAccumulator;
import io.prescale.domain.time.Slots;
import io.prescale.simulator.fleet.MinuteMetrics;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Makes the sequences of one group from metrics that come in order: what the job's sequence
 * operator does, by the same window and accumulator. A slot closes when a metric comes that is
 * later than its end by the time that the job lets metrics come out of order.
 */
public final class SlotSequences {
  private static final Signal[] SIGNALS = Signal.values();

  private final String group;
  private final BusinessCalendar calendar;
  private final long outOfOrdernessMillis;
  private final SampleWindow window;
  private final Map<Long, SlotAccumulator> open = new TreeMap<>();
  private final GroupMetric metric = new GroupMetric();

  SlotSequences(AutoScalingGroup group, BusinessCalendar calendar, Duration outOfOrderness) {
    this.group = group.name;
    this.calendar = calendar;
    this.outOfOrdernessMillis = outOfOrderness.toMillis();
    this.window = SampleWindow.create();
    metric.group = group.name;
    metric.loadBalanced = group.targetGroups.length > 0;
  }

  private SlotSequences(SlotSequences other) {
    this.group = other.group;
    this.calendar = other.calendar;
    this.outOfOrdernessMillis = other.outOfOrdernessMillis;
    this.window = other.window.copy();
    other.open.forEach((slot, accumulator) -> open.put(slot, accumulator.copy()));
    metric.group = other.metric.group;
    metric.loadBalanced = other.metric.loadBalanced;
  }

  /** The same metrics so far; takes others from here on. */
  SlotSequences copy() {
    return new SlotSequences(this);
  }

  /** Takes one minute, and gives the sequences of the slots that it closes. */
  public void add(MinuteMetrics metrics, Consumer<GroupSequence> out) {
    boolean any = false;
    for (Signal signal : SIGNALS) {
      any |= accumulate(metrics, signal);
    }
    if (any) {
      closeUpTo(metrics.start().toEpochMilli() - outOfOrdernessMillis, out);
    }
  }

  private boolean accumulate(MinuteMetrics metrics, Signal signal) {
    double sum = sum(metrics, signal);
    if (Double.isNaN(sum)) {
      return false;
    }
    boolean perInstance = signal == Signal.CPU_UTILIZATION || signal == Signal.NETWORK_IN;
    metric.signal = signal;
    metric.timestamp = metrics.start().toEpochMilli();
    metric.sum = sum;
    metric.count = perInstance ? metrics.instances() : countOf(signal, sum);
    open.computeIfAbsent(Slots.startOf(metric.timestamp), slot -> SlotAccumulator.create())
        .add(metric);
    return true;
  }

  private static double countOf(Signal signal, double sum) {
    return signal == Signal.REQUEST_COUNT ? sum : 1;
  }

  private static double sum(MinuteMetrics metrics, Signal signal) {
    return switch (signal) {
      case CPU_UTILIZATION -> metrics.cpu();
      case NETWORK_IN -> metrics.networkIn();
      case REQUEST_COUNT -> metrics.requests();
      case IN_SERVICE_INSTANCES -> metrics.inService();
      case DESIRED_CAPACITY -> metrics.desiredCapacity();
    };
  }

  private void closeUpTo(long watermark, Consumer<GroupSequence> out) {
    Iterator<Map.Entry<Long, SlotAccumulator>> slots = open.entrySet().iterator();
    while (slots.hasNext()) {
      Map.Entry<Long, SlotAccumulator> slot = slots.next();
      if (Slots.endOf(slot.getKey()) > watermark) {
        return;
      }
      int gap = window.fillableGapBefore(slot.getKey());
      for (int filled = 0; filled < gap; filled++) {
        window.fillNext();
        emit(out);
      }
      window.upsert(slot.getValue().toSample(slot.getKey()));
      emit(out);
      slots.remove();
    }
  }

  private void emit(Consumer<GroupSequence> out) {
    out.accept(window.toSequence(group, calendar.contextFor(group, window.newestSlot)));
  }
}
