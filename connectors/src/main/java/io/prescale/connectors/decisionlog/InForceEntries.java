package io.prescale.connectors.decisionlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prescale.decisionlog.DecisionLogWriter;
import io.prescale.decisionlog.ModelRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;

/** Calendars and models wait as JSON objects of their fields. */
final class InForceEntries implements LogEntries<InForce> {
  private static final long serialVersionUID = 1L;

  private final ObjectMapper mapper = new ObjectMapper();

  @Override
  public byte[] toBytes(InForce entry) {
    try {
      return mapper.writeValueAsBytes(entry);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("texts and a number did not fit into JSON", e);
    }
  }

  @Override
  public InForce fromBytes(byte[] bytes) throws IOException {
    return mapper.readValue(bytes, InForce.class);
  }

  @Override
  public void write(DecisionLogWriter writer, List<InForce> entries) throws SQLException {
    for (InForce entry : entries) {
      switch (entry.kind) {
        case CALENDAR:
          writer.calendarInForce(entry.since, entry.version, entry.source, entry.json);
          break;
        case MODEL:
          writer.modelInForce(
              entry.since, new ModelRecord(entry.name, entry.source, entry.version, entry.json));
          break;
      }
    }
  }
}
