package io.prescale.simulator.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A request of the AWS Query protocol: form parameters, where the elements of a list are named
 * {@code List.member.1} and the fields of a structure {@code List.member.1.Field}. Parameters that
 * nobody asks for are ignored.
 */
final class QueryRequest {
  private static final String MEMBER = ".member.";
  private static final int MAX_INDEX_DIGITS = 6;

  private final Map<String, String> parameters;

  private QueryRequest(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /**
   * Reads {@code application/x-www-form-urlencoded} text; of repeated parameters the first counts.
   *
   * @throws ApiException if the encoding is broken
   */
  static QueryRequest parse(String form) throws ApiException {
    Map<String, String> parameters = new HashMap<>();
    int start = 0;
    while (start < form.length()) {
      int end = form.indexOf('&', start);
      end = end < 0 ? form.length() : end;
      int equals = form.indexOf('=', start);
      boolean hasValue = equals >= 0 && equals < end;
      String name = decode(form.substring(start, hasValue ? equals : end));
      parameters.putIfAbsent(name, hasValue ? decode(form.substring(equals + 1, end)) : "");
      start = end + 1;
    }
    return new QueryRequest(parameters);
  }

  private static String decode(String encoded) throws ApiException {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ApiException(
          400, "MalformedQueryString", "The query string contains a syntax error");
    }
  }

  /**
   * What the request asks for.
   *
   * @throws ApiException if it does not say
   */
  String action() throws ApiException {
    String action = parameters.get("Action");
    if (action == null || action.isEmpty()) {
      throw new ApiException(400, "MissingAction", "The request must contain the parameter Action");
    }
    return action;
  }

  /** The value of a parameter, if it is there and not empty. */
  Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * The value of a parameter.
   *
   * @throws ApiException if it is missing or empty
   */
  String requiredText(String name) throws ApiException {
    return text(name)
        .orElseThrow(
            () -> ApiException.validation("The request must contain the parameter " + name));
  }

  /**
   * The value of a parameter that is a whole number.
   *
   * @throws ApiException if it is there and is none
   */
  Optional<Integer> integer(String name) throws ApiException {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Integer.valueOf(value.get()));
    } catch (NumberFormatException e) {
      throw new ApiException(400, "MalformedInput", name + " must be a whole number");
    }
  }

  /**
   * The value of a parameter that is a whole number.
   *
   * @throws ApiException if it is missing or is none
   */
  int requiredInteger(String name) throws ApiException {
    requiredText(name);
    return integer(name).orElseThrow();
  }

  /** Whether a parameter is there and says true. */
  boolean flag(String name) {
    return text(name).map(Boolean::parseBoolean).orElse(false);
  }

  /** The texts of a list, in their order. */
  List<String> texts(String list) {
    return members(list).stream().filter(parameters::containsKey).map(parameters::get).toList();
  }

  /** Names of the elements of a list, in their order; a field's name is appended after a dot. */
  List<String> members(String list) {
    String prefix = list + MEMBER;
    NavigableSet<Integer> indices = new TreeSet<>();
    for (String name : parameters.keySet()) {
      if (name.startsWith(prefix)) {
        index(name.substring(prefix.length())).ifPresent(indices::add);
      }
    }
    return indices.stream().map(index -> prefix + index).toList();
  }

  private static Optional<Integer> index(String rest) {
    int dot = rest.indexOf('.');
    String digits = dot < 0 ? rest : rest.substring(0, dot);
    boolean valid =
        !digits.isEmpty()
            && digits.length() <= MAX_INDEX_DIGITS
            && digits.chars().allMatch(character -> character >= '0' && character <= '9');
    return valid ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
  }
}
