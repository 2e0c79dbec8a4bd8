package io.prescale.connectors.calendar;

import java.io.Serializable;

/** Decides whether a text is a calendar without errors. */
@FunctionalInterface
public interface CalendarValidator extends Serializable {
  /**
   * @param json text of the calendar
   * @param source its name, for messages
   * @throws Exception if anything in it is wrong; the message says what and where
   */
  void validate(String json, String source) throws Exception;
}
