package io.prescale.training.model;

import io.prescale.domain.calendar.CalendarContext;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.Sample;
import io.prescale.domain.sample.SampleWindow;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.features.ForecastQuantity;
import io.prescale.forecasting.history.HistorySeries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Walks over the newest part of a series as the job would, sequence by sequence. */
final class HistoryWalk {
  private final HistorySeries series;
  private final Map<Long, Integer> indices = new HashMap<>();

  HistoryWalk(HistorySeries series) {
    this.series = series;
    List<Sample> samples = series.samples();
    for (int index = 0; index < samples.size(); index++) {
      indices.put(samples.get(index).slotStart(), index);
    }
  }

  /** Told of each sequence that a forecast can be made from. */
  interface Visitor {
    void visit(GroupSequence sequence);
  }

  /**
   * Walks.
   *
   * @param newest share of the series, above 0 up to 1, that the sequences end in
   */
  void over(double newest, Visitor visitor) {
    List<Sample> samples = series.samples();
    int first = (int) Math.floor(samples.size() * (1 - newest));
    SampleWindow window = SampleWindow.create();
    for (int index = 0; index < samples.size(); index++) {
      Sample sample = samples.get(index);
      window.upsert(sample);
      if (index >= first && sample.hasCpu()) {
        GroupSequence sequence = window.toSequence(series.group(), calendar(sample.slotStart()));
        if (sequence.isComplete()) {
          visitor.visit(sequence);
        }
      }
    }
  }

  /** The calendar is known ahead, so the sales of the hour to come may be told. */
  private CalendarContext calendar(long newestSlot) {
    CalendarContext calendar = CalendarContext.none();
    for (int step = 0; step < calendar.active.length; step++) {
      long slot = newestSlot + (step - (Slots.SEQUENCE_LENGTH - 1)) * Slots.MILLIS;
      Integer index = indices.get(slot);
      calendar.active[step] = index != null && series.saleActive(index);
    }
    return calendar;
  }

  /** What was measured some slots after a slot, in the quantity's unit; {@code NaN} if nothing. */
  double valueAfter(long slot, int steps, Forecast.Quantity quantity) {
    Integer index = indices.get(slot + steps * Slots.MILLIS);
    if (index == null) {
      return Double.NaN;
    }
    Sample sample = series.samples().get(index);
    return ForecastQuantity.value(sample.cpuUtilization(), sample.inServiceInstances(), quantity);
  }
}
