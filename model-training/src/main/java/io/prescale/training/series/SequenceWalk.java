package io.prescale.training.series;

import io.prescale.domain.calendar.CalendarContext;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.Sample;
import io.prescale.domain.sample.SampleWindow;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.history.HistorySeries;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The sequences that the job makes of a group's samples, slot by slot: short gaps filled, one
 * sequence for each slot, complete or not.
 */
public final class SequenceWalk implements Iterator<GroupSequence> {
  private final ActualSeries actual;
  private final Iterator<Sample> samples;
  private final SampleWindow window = SampleWindow.create();
  private final Deque<GroupSequence> ready = new ArrayDeque<>();

  public SequenceWalk(HistorySeries series, ActualSeries actual) {
    this.actual = actual;
    this.samples = series.samples().iterator();
  }

  @Override
  public boolean hasNext() {
    return !ready.isEmpty() || samples.hasNext();
  }

  @Override
  public GroupSequence next() {
    if (ready.isEmpty()) {
      take();
    }
    return ready.remove();
  }

  private void take() {
    if (!samples.hasNext()) {
      throw new NoSuchElementException("the series has ended");
    }
    Sample sample = samples.next();
    int gap = window.fillableGapBefore(sample.slotStart());
    for (int filled = 0; filled < gap; filled++) {
      window.fillNext();
      add();
    }
    window.upsert(sample);
    add();
  }

  private void add() {
    int newest = actual.indexOf(window.newestSlot);
    ready.add(window.toSequence(actual.name(), calendar(newest)));
  }

  /** The calendar is known ahead, so the events of the hour to come may be told. */
  private CalendarContext calendar(int newest) {
    CalendarContext calendar = CalendarContext.none();
    int oldest = newest - Slots.SEQUENCE_LENGTH + 1;
    for (int step = 0; step < CalendarContext.STEPS; step++) {
      int slot = oldest + step;
      calendar.active[step] = slot >= 0 && slot < actual.length() && actual.events()[slot];
    }
    return calendar;
  }
}
