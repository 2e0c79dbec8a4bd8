package io.prescale.jobs.scaler;

import io.prescale.connectors.calendar.CalendarSnapshot;
import io.prescale.domain.calendar.BusinessCalendar;
import io.prescale.domain.calendar.CalendarContext;
import io.prescale.domain.metric.DeadLetter;
import io.prescale.domain.metric.GroupMetric;
import io.prescale.domain.sample.GroupSample;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.Sample;
import io.prescale.domain.sample.SampleWindow;
import io.prescale.domain.sample.SlotAccumulator;
import io.prescale.domain.time.Slots;
import java.time.Duration;
import java.util.Iterator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Turns the metrics of a group into five-minute samples, keeps the last 24 of them, and emits the
 * sequence, with what the business calendar says about it, once for every slot when event time
 * passes its end.
 *
 * <pre>
 *   data point of an open slot    -> accumulated
 *   data point of a closed slot   -> revises its slot, as long as the slot's data points are kept
 *                                    ({@link #REVISABLE_SLOTS}), or if the slot had no CPU value
 *   anything older                -> side output {@link #TOO_LATE}
 *   end of a slot with data       -> short gaps before it filled, one sequence per slot emitted
 *   slot ended or revised         -> its sample to the side output {@link #SAMPLES}
 * </pre>
 *
 * <p>The calendar stream carries no watermark until its first snapshot, so no slot ends before the
 * calendar is known, and is idle afterwards, so none waits for it later.
 */
public final class SequenceFunction
    extends KeyedBroadcastProcessFunction<String, GroupMetric, CalendarSnapshot, GroupSequence> {
  private static final long serialVersionUID = 1L;

  /** Closed slots of which the single data points are kept, so that any of them may change. */
  public static final int REVISABLE_SLOTS = 2;

  /** Data points for slots that may no longer be revised. */
  public static final OutputTag<DeadLetter> TOO_LATE =
      new OutputTag<>("too-late", TypeInformation.of(DeadLetter.class));

  /** The measured sample of each slot, and each revision of it: the history. */
  public static final OutputTag<GroupSample> SAMPLES =
      new OutputTag<>("samples", TypeInformation.of(GroupSample.class));

  /** The calendar in force, under the key {@link #IN_FORCE}. */
  public static final MapStateDescriptor<String, CalendarSnapshot> CALENDAR =
      new MapStateDescriptor<>(
          "calendar", Types.STRING, TypeInformation.of(CalendarSnapshot.class));

  private static final String IN_FORCE = "in-force";

  private final Duration stateTimeToLive;

  private transient MapState<Long, SlotAccumulator> slots;
  private transient ValueState<SampleWindow> windows;
  private transient SampleCounters counters;
  private transient BusinessCalendar calendar;
  private transient String calendarVersion;

  /**
   * @param stateTimeToLive how long the state of a group that reports nothing is kept
   */
  public SequenceFunction(Duration stateTimeToLive) {
    this.stateTimeToLive = stateTimeToLive;
  }

  @Override
  public void open(OpenContext context) {
    MapStateDescriptor<Long, SlotAccumulator> slotsDescriptor =
        new MapStateDescriptor<>("slots", Types.LONG, TypeInformation.of(SlotAccumulator.class));
    slotsDescriptor.enableTimeToLive(StateRetention.of(stateTimeToLive));
    slots = getRuntimeContext().getMapState(slotsDescriptor);
    ValueStateDescriptor<SampleWindow> windowDescriptor =
        new ValueStateDescriptor<>("window", TypeInformation.of(SampleWindow.class));
    windowDescriptor.enableTimeToLive(StateRetention.of(stateTimeToLive));
    windows = getRuntimeContext().getState(windowDescriptor);
    MetricGroup metrics = ScalerMetrics.group(getRuntimeContext());
    counters = new SampleCounters(metrics);
  }

  @Override
  public void processElement(
      GroupMetric metric, ReadOnlyContext context, Collector<GroupSequence> out) throws Exception {
    long slot = Slots.startOf(metric.timestamp);
    SlotAccumulator accumulator = slots.get(slot);
    // Not the watermark tells whether the slot is closed: after a restore it lags behind the state.
    if (accumulator == null || accumulator.closed) {
      SampleWindow window = windows.value();
      if (window != null && slot <= window.newestSlot) {
        revise(metric, slot, accumulator, window, context);
        return;
      }
      accumulator = SlotAccumulator.create();
      context.timerService().registerEventTimeTimer(closesAt(slot));
    }
    accumulator.add(metric);
    slots.put(slot, accumulator);
  }

  @Override
  public void processBroadcastElement(
      CalendarSnapshot snapshot, Context context, Collector<GroupSequence> out) throws Exception {
    context.getBroadcastState(CALENDAR).put(IN_FORCE, snapshot);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<GroupSequence> out)
      throws Exception {
    long slot = Slots.startOf(timestamp);
    SlotAccumulator accumulator = slots.get(slot);
    SampleWindow window = windows.value();
    if (accumulator == null || (window != null && slot <= window.newestSlot)) {
      return;
    }
    if (window == null) {
      window = SampleWindow.create();
    }
    BusinessCalendar inForce = calendarInForce(context.getBroadcastState(CALENDAR));
    String group = context.getCurrentKey();
    int gap = window.fillableGapBefore(slot);
    for (int filled = 0; filled < gap; filled++) {
      window.fillNext();
      counters.filled();
      out.collect(window.toSequence(group, inForce.contextFor(group, window.newestSlot)));
    }
    Sample sample = accumulator.toSample(slot);
    CalendarContext events = inForce.contextFor(group, slot);
    counters.taken(window.upsert(sample));
    out.collect(window.toSequence(group, events));
    context.output(SAMPLES, record(group, sample, events, context.currentProcessingTime()));
    windows.update(window);
    accumulator.closed = true;
    slots.put(slot, accumulator);
    forgetSlotsBefore(slot - (REVISABLE_SLOTS - 1) * Slots.MILLIS);
  }

  private void revise(
      GroupMetric metric,
      long slot,
      SlotAccumulator accumulator,
      SampleWindow window,
      ReadOnlyContext context)
      throws Exception {
    SlotAccumulator revised = accumulator;
    if (revised == null) {
      if (!window.lacksCpu(slot)) {
        counters.tooLate();
        context.output(TOO_LATE, tooLate(metric, window));
        return;
      }
      revised = SlotAccumulator.create();
      revised.closed = true;
    }
    revised.add(metric);
    slots.put(slot, revised);
    Sample sample = revised.toSample(slot);
    counters.taken(window.upsert(sample));
    windows.update(window);
    BusinessCalendar inForce = calendarInForce(context.getBroadcastState(CALENDAR));
    CalendarContext events = inForce.contextFor(metric.group, slot);
    context.output(SAMPLES, record(metric.group, sample, events, context.currentProcessingTime()));
  }

  private static GroupSample record(
      String group, Sample sample, CalendarContext events, long writtenAt) {
    return new GroupSample(group, sample, events.active[Slots.SEQUENCE_LENGTH - 1], writtenAt);
  }

  private void forgetSlotsBefore(long oldestKept) throws Exception {
    Iterator<Long> keys = slots.keys().iterator();
    while (keys.hasNext()) {
      if (keys.next() < oldestKept) {
        keys.remove();
      }
    }
  }

  private BusinessCalendar calendarInForce(ReadOnlyBroadcastState<String, CalendarSnapshot> state)
      throws Exception {
    CalendarSnapshot snapshot = state.get(IN_FORCE);
    if (snapshot == null) {
      return BusinessCalendar.empty();
    }
    if (!snapshot.version.equals(calendarVersion)) {
      calendar = BusinessCalendar.parse(snapshot.json, snapshot.source);
      calendarVersion = snapshot.version;
    }
    return calendar;
  }

  /** The watermark that says that all data points of a slot have come. */
  private static long closesAt(long slot) {
    return Slots.endOf(slot) - 1;
  }

  private static DeadLetter tooLate(GroupMetric metric, SampleWindow window) {
    return new DeadLetter(
        DeadLetter.Reason.TOO_LATE,
        String.format(
            "%s of group %s at %d: the newest slot is %d, and the slot has its values",
            metric.signal, metric.group, metric.timestamp, window.newestSlot),
        "");
  }
}
