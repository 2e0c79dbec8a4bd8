package io.prescale.dashboard.log;

import io.prescale.dashboard.files.OutsideFiles;
import io.prescale.domain.calendar.BusinessCalendar;
import io.prescale.domain.calendar.CalendarException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Finds the calendar that is in force: in the log, or in a file if one is named. */
public final class CalendarSource {
  private final OutsideFiles files;
  private Text lastText = new Text("", "", null);
  private CalendarInForce lastCalendar = CalendarInForce.none();

  /**
   * @param files whose calendar, if there is one, is read instead of the log
   */
  public CalendarSource(OutsideFiles files) {
    this.files = files;
  }

  CalendarInForce read(Connection connection) throws SQLException {
    if (files.calendar().isPresent()) {
      return fromFile(files.calendar().get());
    }
    List<Text> newest =
        SqlRows.select(
                "SELECT s.since, c.source, c.json FROM calendar_swap s"
                    + " JOIN calendar c ON c.version = s.version ORDER BY s.since DESC LIMIT 1")
            .list(
                connection,
                row ->
                    new Text(
                        row.getString("source"),
                        row.getString("json"),
                        SqlRows.millis(row, "since")));
    return newest.isEmpty() ? CalendarInForce.none() : parsed(newest.get(0));
  }

  private CalendarInForce fromFile(String address) {
    try {
      return parsed(new Text(address, files.documents().read(address), null));
    } catch (IOException e) {
      return new CalendarInForce(
          address,
          null,
          "The calendar "
              + address
              + " cannot be read: "
              + e.getMessage()
              + ". Is --calendar right?",
          List.of());
    }
  }

  /** Parses a text that is not the same as last time. */
  private synchronized CalendarInForce parsed(Text text) {
    if (!text.equals(lastText)) {
      lastCalendar = parse(text);
      lastText = text;
    }
    return lastCalendar;
  }

  private static CalendarInForce parse(Text text) {
    if (text.json().isBlank()) {
      return new CalendarInForce(text.source(), text.since(), null, List.of());
    }
    try {
      BusinessCalendar calendar = BusinessCalendar.parse(text.json(), text.source());
      return new CalendarInForce(text.source(), text.since(), null, calendar.events());
    } catch (CalendarException e) {
      return new CalendarInForce(text.source(), text.since(), e.getMessage(), List.of());
    }
  }

  private record Text(String source, String json, Long since) {}
}
