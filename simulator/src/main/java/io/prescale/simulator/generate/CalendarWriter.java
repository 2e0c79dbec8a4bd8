package io.prescale.simulator.generate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prescale.simulator.fleet.Sale;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes sales as a business calendar. */
public final class CalendarWriter {
  private CalendarWriter() {}

  /**
   * Writes {@code business_calendar.json}: one event for each of the sales, during which nothing is
   * scaled in.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, List<Sale> sales) throws IOException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode calendar = mapper.createObjectNode();
    ArrayNode events = calendar.putArray("events");
    for (Sale sale : sales) {
      ObjectNode event = events.addObject();
      event.put("id", sale.id());
      event.put("name", sale.name());
      event.put("kind", "sale");
      event.put("start", sale.start().toString());
      event.put("end", sale.end().toString());
      ArrayNode groups = event.putArray("groups");
      sale.groupPrefixes().forEach(prefix -> groups.add(prefix + "*"));
      event.put("freezeScaleIn", true);
    }
    Files.writeString(file, mapper.writeValueAsString(calendar) + "\n", StandardCharsets.UTF_8);
  }
}
