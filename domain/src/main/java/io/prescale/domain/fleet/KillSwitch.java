package io.prescale.domain.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Groups that are only observed for now, whatever their tags say: {@code {"observe": ["*"],
 * "reason": "incident 4711"}}. The patterns are those of the business calendar; an empty list stops
 * nothing. Immutable.
 *
 * <p>A text with any error in it stops every group: who reaches for it in a hurry must not fail for
 * a comma.
 */
public final class KillSwitch {
  /** Stands for the reason where none is given. */
  public static final String NO_REASON = "no reason given";

  private static final String OBSERVE = "observe";
  private static final String REASON = "reason";
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final List<GroupGlob> observed;
  private final String reason;

  private KillSwitch(List<GroupGlob> observed, String reason) {
    this.observed = observed;
    this.reason = reason;
  }

  /** Reads a kill switch; never fails. */
  public static KillSwitch parse(String json) {
    try {
      return read(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      return stopAll("it is not valid JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      return stopAll(e.getMessage());
    }
  }

  /**
   * One that stops the groups whose names fit a pattern.
   *
   * @param patterns such as {@code web-*}; none to stop nothing
   */
  public static KillSwitch of(List<String> patterns, String reason) {
    return new KillSwitch(
        patterns.stream().map(GroupGlob::new).collect(Collectors.toUnmodifiableList()), reason);
  }

  /** Itself as {@link #parse} reads it. */
  public String toJson() {
    ObjectNode root = MAPPER.createObjectNode();
    ArrayNode patterns = root.putArray(OBSERVE);
    observed.forEach(glob -> patterns.add(glob.toString()));
    return root.put(REASON, reason).toString();
  }

  /** The patterns of the groups that it stops. */
  public List<String> patterns() {
    return observed.stream().map(GroupGlob::toString).collect(Collectors.toUnmodifiableList());
  }

  /** Why it was set, as given by whoever did. */
  public String reason() {
    return reason;
  }

  /** Why the group is only observed, a clause for messages; empty if it is not stopped. */
  public Optional<String> reasonFor(String group) {
    return observed.stream().anyMatch(glob -> glob.matches(group))
        ? Optional.of(reason)
        : Optional.empty();
  }

  /** Whether it stops no group at all. */
  public boolean isOff() {
    return observed.isEmpty();
  }

  private static KillSwitch read(JsonNode root) {
    if (!root.isObject()) {
      throw new IllegalArgumentException("it must be an object such as {\"observe\": [\"*\"]}");
    }
    for (Iterator<String> fields = root.fieldNames(); fields.hasNext(); ) {
      String field = fields.next();
      if (!field.equals(OBSERVE) && !field.equals(REASON)) {
        throw new IllegalArgumentException(
            "its field \"" + field + "\" is unknown; it may hold \"observe\" and \"reason\"");
      }
    }
    JsonNode reason = root.path(REASON);
    if (!reason.isMissingNode() && !reason.isTextual()) {
      throw new IllegalArgumentException("its field \"reason\" must be a text");
    }
    return new KillSwitch(
        globs(root.path(OBSERVE)), reason.isMissingNode() ? NO_REASON : reason.asText());
  }

  private static List<GroupGlob> globs(JsonNode names) {
    if (!names.isArray()) {
      throw new IllegalArgumentException(
          "its field \"observe\" must be a list of group names or patterns such as [\"*\"]");
    }
    List<GroupGlob> globs = new ArrayList<>(names.size());
    for (JsonNode name : names) {
      if (!name.isTextual()) {
        throw new IllegalArgumentException(
            "its list \"observe\" must hold texts only, but holds " + name);
      }
      globs.add(new GroupGlob(name.asText()));
    }
    return List.copyOf(globs);
  }

  private static KillSwitch stopAll(String problem) {
    return new KillSwitch(
        List.of(new GroupGlob("*")), "every group is stopped because it has an error: " + problem);
  }
}
