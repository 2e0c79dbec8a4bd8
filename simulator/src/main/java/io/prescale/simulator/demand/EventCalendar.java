package io.prescale.simulator.demand;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prescale.domain.calendar.BusinessCalendar;
import io.prescale.domain.calendar.CalendarException;
import java.io.UncheckedIOException;

/** The business calendar that the events of a demand series stand for. */
public final class EventCalendar {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EventCalendar() {}

  /** {@code business_calendar.json} with one event for each unbroken run of minutes with one. */
  public static String json(DemandSeries series) {
    ObjectNode calendar = JSON.createObjectNode();
    ArrayNode events = calendar.putArray("events");
    int minute = 0;
    while (minute < series.minutes()) {
      int end = minute;
      while (end < series.minutes() && series.events()[end]) {
        end++;
      }
      if (end > minute) {
        ObjectNode event = events.addObject();
        event.put("id", "event-" + events.size());
        event.put("start", series.start().plusSeconds(60L * minute).toString());
        event.put("end", series.start().plusSeconds(60L * end).toString());
        event.putArray("groups").add(series.name());
      }
      minute = end + 1;
    }
    try {
      return JSON.writeValueAsString(calendar);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException("a calendar did not fit into JSON", impossible);
    }
  }

  /**
   * The same, ready to be asked.
   *
   * @throws DemandException if a calendar cannot hold them, as when there are too many
   */
  public static BusinessCalendar of(DemandSeries series) {
    try {
      return BusinessCalendar.parse(json(series), series.source());
    } catch (CalendarException e) {
      throw new DemandException(
          series.source() + ": the events cannot be a calendar: " + e.getMessage());
    }
  }
}
