package io.prescale.dashboard.log;

import io.prescale.domain.calendar.CalendarEvent;
import java.util.List;

/**
 * The business calendar.
 *
 * @param source where it was read; empty where none is configured
 * @param since epoch milliseconds, since when it is in force; {@code null} if unknown
 * @param problem why it cannot be shown; {@code null} if it can
 */
public record CalendarInForce(
    String source, Long since, String problem, List<CalendarEvent> events) {
  static CalendarInForce none() {
    return new CalendarInForce("", null, null, List.of());
  }
}
