package io.prescale.dashboard.api;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the parameters of a request, and refuses what is not as it should be. */
final class RequestParameters {
  private final Context request;

  private RequestParameters(Context request) {
    this.request = request;
  }

  /**
   * The parameters of a request.
   *
   * @throws BadRequest if there are others than these, or one is given twice
   */
  static RequestParameters of(Context request, String... names) {
    List<String> known = Arrays.asList(names);
    request
        .queryParamMap()
        .forEach(
            (name, values) -> {
              if (!known.contains(name)) {
                throw new BadRequest(
                    BadRequest.shortened(name),
                    "parameter '"
                        + BadRequest.shortened(name)
                        + "' is unknown; known are: "
                        + (known.isEmpty() ? "none" : String.join(", ", known)));
              }
              if (values.size() > 1) {
                throw new BadRequest(name, "parameter " + name + " must be given only once");
              }
            });
    return new RequestParameters(request);
  }

  /** The text, or nothing. */
  String text(String name, int longest) {
    String value = request.queryParam(name);
    if (value == null) {
      return "";
    }
    if (value.length() > longest) {
      throw new BadRequest(name, "must not be longer than " + longest + " characters", value);
    }
    // PostgreSQL holds no text with the character zero, so nothing is found with it.
    if (value.indexOf('\0') >= 0) {
      throw new BadRequest(name, "parameter " + name + " must not hold the character zero");
    }
    return value;
  }

  int integer(String name, int otherwise, int least, int most) {
    String value = request.queryParam(name);
    return value == null ? otherwise : integer(name, value, least, most);
  }

  /** A number in the path. */
  int pathInteger(String name) {
    return integer(name, request.pathParam(name), 1, Integer.MAX_VALUE);
  }

  /** Epoch milliseconds from 1970 to 9999. */
  Optional<Long> time(String name) {
    String value = request.queryParam(name);
    if (value == null) {
      return Optional.empty();
    }
    try {
      long millis = Long.parseLong(value);
      if (millis >= 0 && millis <= 253_402_300_799_000L) {
        return Optional.of(millis);
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw new BadRequest(name, "must be a time in milliseconds since 1970", value);
  }

  boolean flag(String name) {
    String value = request.queryParam(name);
    if (value == null || value.equals("false")) {
      return false;
    }
    if (value.equals("true")) {
      return true;
    }
    throw new BadRequest(name, "must be true or false", value);
  }

  /** One of some constants by its label. */
  <T> Optional<T> choice(String name, T[] choices, Function<T, String> label) {
    String value = request.queryParam(name);
    if (value == null || value.isEmpty()) {
      return Optional.empty();
    }
    for (T choice : choices) {
      if (label.apply(choice).equals(value)) {
        return Optional.of(choice);
      }
    }
    String labels = Arrays.stream(choices).map(label).collect(Collectors.joining(", "));
    throw new BadRequest(name, "must be one of " + labels, value);
  }

  private static int integer(String name, String value, int least, int most) {
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw new BadRequest(name, "must be a whole number from " + least + " to " + most, value);
  }
}
