package io.prescale.connectors.calendar;

import io.prescale.connectors.files.Sha256;

/** A business calendar that passed validation, whole. A stream record (Flink POJO). */
public class CalendarSnapshot {
  /** The calendar: the text of the file. */
  public String json;

  /** Where it was read; empty where no calendar is configured. */
  public String source;

  /** SHA-256 of {@link #json}. */
  public String version;

  public CalendarSnapshot() {}

  public CalendarSnapshot(String json, String source) {
    this.json = json;
    this.source = source;
    this.version = Sha256.of(json);
  }

  /** The calendar of a job that has none. */
  public static CalendarSnapshot empty() {
    return new CalendarSnapshot("{\"events\": []}", "");
  }
}
