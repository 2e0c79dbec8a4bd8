package io.prescale.domain.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import io.prescale.domain.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of one event as they stand in the file, and what is wrong with them. */
final class EventFields {
  private final int index;
  private final int line;
  private final List<String> problems;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private boolean sound = true;

  /**
   * @param index of the event in the file, from 0
   * @param line on which it begins, from 1
   * @param problems collects what is wrong
   */
  EventFields(int index, int line, List<String> problems) {
    this.index = index;
    this.line = line;
    this.problems = problems;
  }

  void put(String name, JsonNode value, int valueLine) {
    fields.put(name, new Field(value, valueLine));
  }

  /** Whether no problem was found so far. */
  boolean isSound() {
    return sound;
  }

  /** Takes note of a problem with a field. */
  void problem(String name, String what) {
    sound = false;
    Field field = fields.get(name);
    JsonNode id = fields.containsKey("id") ? fields.get("id").value : null;
    String event = id != null && id.isTextual() ? "\"" + shorten(id.textValue()) + "\" " : "";
    problems.add(
        "line "
            + (field == null ? line : field.line)
            + ": event "
            + event
            + "(index "
            + index
            + "), field "
            + shorten(name)
            + ": "
            + what);
  }

  /** Refuses fields that nobody reads, which could be misspelt ones. */
  void checkNames(Set<String> known) {
    for (String name : fields.keySet()) {
      if (!known.contains(name)) {
        problem(name, "is unknown" + NearestName.hint(name, known));
      }
    }
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /** A text that is not blank; {@code null} where it is missing or wrong. */
  String text(String name, int longest) {
    Field field = fields.get(name);
    if (field == null) {
      return null;
    }
    if (!field.value.isTextual() || field.value.textValue().isBlank()) {
      problem(name, "must be a text that is not empty, but is " + shorten(field.value.toString()));
      return null;
    }
    if (field.value.textValue().length() > longest) {
      problem(name, "must not be longer than " + longest + " characters");
      return null;
    }
    return field.value.textValue();
  }

  /** Like {@link #text}, and a missing one is a problem. */
  String requiredText(String name, int longest) {
    if (!has(name)) {
      problem(name, "is missing");
    }
    return text(name, longest);
  }

  /** A whole number in a range; 0 where it is missing or wrong. */
  int integer(String name, int lowest, int highest) {
    Field field = fields.get(name);
    if (field == null) {
      return 0;
    }
    JsonNode value = field.value;
    if (value.isIntegralNumber()
        && value.canConvertToInt()
        && value.intValue() >= lowest
        && value.intValue() <= highest) {
      return value.intValue();
    }
    problem(
        name,
        "must be a whole number from "
            + lowest
            + " to "
            + highest
            + ", but is "
            + shorten(value.toString()));
    return 0;
  }

  /** True or false; false where it is missing or wrong. */
  boolean flag(String name) {
    Field field = fields.get(name);
    if (field == null) {
      return false;
    }
    if (!field.value.isBoolean()) {
      problem(name, "must be true or false, but is " + shorten(field.value.toString()));
    }
    return field.value.booleanValue();
  }

  /** Texts; empty where they are missing or wrong. An empty array is wrong. */
  List<String> texts(String name, int most, int longest) {
    Field field = fields.get(name);
    List<String> texts = new ArrayList<>();
    if (field == null) {
      return texts;
    }
    if (!field.value.isArray() || field.value.isEmpty() || field.value.size() > most) {
      problem(name, "must be an array of 1 to " + most + " texts; leave it out for all");
      return texts;
    }
    for (JsonNode element : field.value) {
      if (!element.isTextual()
          || element.textValue().isBlank()
          || element.textValue().length() > longest) {
        problem(
            name,
            "must hold texts of 1 to "
                + longest
                + " characters, but holds "
                + shorten(element.toString()));
      } else {
        texts.add(element.textValue());
      }
    }
    return texts;
  }

  static String shorten(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }

  private static final class Field {
    private final JsonNode value;
    private final int line;

    private Field(JsonNode value, int line) {
      this.value = value;
      this.line = line;
    }
  }
}
