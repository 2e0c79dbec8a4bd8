package io.prescale.domain.calendar;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prescale.domain.calendar.CalendarEvent.EventEffect;
import io.prescale.domain.fleet.GroupGlob;
import io.prescale.domain.text.NearestName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads a business calendar, and finds all that is wrong with it. */
final class CalendarReader {
  static final int MAX_CHARACTERS = 4 * 1024 * 1024;
  static final int MAX_EVENTS = 5_000;
  static final int MAX_GROUPS = 1_000;
  static final int MAX_CAPACITY = 100_000;

  private static final int MAX_PROBLEMS = 1_000;
  private static final int LONGEST_TEXT = 255;
  private static final String EVENTS = "events";
  private static final Set<String> EVENT_FIELDS =
      new TreeSet<>(
          List.of(
              "id",
              "name",
              "kind",
              "start",
              "end",
              "timeZone",
              "recurrence",
              "groups",
              "minCapacity",
              "freezeScaleIn"));

  private final ObjectMapper mapper =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private final List<String> problems = new ArrayList<>();
  private final List<CalendarEvent> events = new ArrayList<>();
  private final Map<String, Integer> indexOfId = new HashMap<>();

  List<CalendarEvent> read(String json, String sourceName) throws CalendarException {
    if (json.length() > MAX_CHARACTERS) {
      problems.add("the file must not be longer than " + MAX_CHARACTERS + " characters");
    } else {
      // Some editors begin a file with a byte order mark.
      readText(json.startsWith("\uFEFF") ? json.substring(1) : json);
    }
    if (!problems.isEmpty()) {
      throw new CalendarException(sourceName, problems);
    }
    return events;
  }

  private void readText(String json) {
    try (JsonParser parser = mapper.getFactory().createParser(json)) {
      readRoot(parser);
      if (problems.isEmpty() && parser.nextToken() != null) {
        problems.add(at(parser) + "nothing may follow the calendar's closing brace");
      }
    } catch (JsonProcessingException e) {
      problems.add(
          "line "
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + ", column "
              + (e.getLocation() == null ? 1 : e.getLocation().getColumnNr())
              + ": not valid JSON: "
              + e.getOriginalMessage());
    } catch (IOException e) {
      problems.add("cannot be read: " + e.getMessage());
    }
  }

  private void readRoot(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      problems.add("line 1: must be a JSON object with the field events");
      return;
    }
    boolean found = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      String line = at(parser);
      JsonToken value = parser.nextToken();
      if (!name.equals(EVENTS)) {
        problems.add(
            line
                + "field "
                + EventFields.shorten(name)
                + " is unknown"
                + NearestName.hint(name, Set.of(EVENTS)));
        parser.skipChildren();
      } else if (value != JsonToken.START_ARRAY) {
        problems.add(line + "field events must be an array");
        parser.skipChildren();
        found = true;
      } else {
        readEvents(parser);
        found = true;
      }
    }
    if (!found) {
      problems.add("line 1: field events is missing");
    }
  }

  private void readEvents(JsonParser parser) throws IOException {
    for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
      if (index == MAX_EVENTS) {
        problems.add(at(parser) + "there must not be more than " + MAX_EVENTS + " events");
      }
      if (index >= MAX_EVENTS || problems.size() >= MAX_PROBLEMS) {
        parser.skipChildren();
      } else if (parser.currentToken() != JsonToken.START_OBJECT) {
        problems.add(at(parser) + "event (index " + index + ") must be a JSON object");
        parser.skipChildren();
      } else {
        readEvent(readFields(parser, index), index);
      }
    }
  }

  private EventFields readFields(JsonParser parser, int index) throws IOException {
    EventFields fields = new EventFields(index, lineOf(parser), problems);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      int line = lineOf(parser);
      parser.nextToken();
      JsonNode value = mapper.readTree(parser);
      fields.put(name, value, line);
    }
    return fields;
  }

  private void readEvent(EventFields fields, int index) {
    fields.checkNames(EVENT_FIELDS);
    String id = fields.requiredText("id", LONGEST_TEXT);
    Integer other = id == null ? null : indexOfId.putIfAbsent(id, index);
    if (other != null) {
      fields.problem("id", "is the same as that of the event with index " + other);
    }
    String name = fields.text("name", LONGEST_TEXT);
    String kind = fields.text("kind", LONGEST_TEXT);
    EventSchedule schedule = new ScheduleReader(fields).read();
    List<GroupGlob> groups =
        fields.texts("groups", MAX_GROUPS, LONGEST_TEXT).stream()
            .map(GroupGlob::new)
            .collect(Collectors.toList());
    int minCapacity = fields.integer("minCapacity", 0, MAX_CAPACITY);
    EventEffect effect = new EventEffect(groups, minCapacity, fields.flag("freezeScaleIn"));
    if (fields.isSound()) {
      events.add(
          new CalendarEvent(
              id, name == null ? id : name, kind == null ? "event" : kind, schedule, effect));
    }
  }

  private static String at(JsonParser parser) {
    return "line " + lineOf(parser) + ": ";
  }

  private static int lineOf(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }
}
