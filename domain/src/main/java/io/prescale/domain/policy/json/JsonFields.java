package io.prescale.domain.policy.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Array;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/** Typed access to the fields of a JSON object; every complaint names the field. */
final class JsonFields {
  private final String prefix;
  private final JsonNode node;

  JsonFields(String prefix, JsonNode node) throws DecisionFormatException {
    this.prefix = prefix;
    this.node = node;
    if (node == null || !node.isObject()) {
      throw new DecisionFormatException(
          (prefix.isEmpty() ? "a decision" : "field " + prefix.substring(0, prefix.length() - 1))
              + " must be a JSON object");
    }
  }

  JsonFields object(String field) throws DecisionFormatException {
    return new JsonFields(prefix + field + ".", node.get(field));
  }

  boolean isNull(String field) {
    return !node.hasNonNull(field);
  }

  /** {@code null} where the field is null. */
  String text(String field) throws DecisionFormatException {
    JsonNode value = present(field);
    if (!value.isNull() && !value.isTextual()) {
      throw expected(field, "a text");
    }
    return value.textValue();
  }

  int integer(String field) throws DecisionFormatException {
    JsonNode value = present(field);
    if (!value.canConvertToExactIntegral() || !value.canConvertToInt()) {
      throw expected(field, "a whole number");
    }
    return value.intValue();
  }

  /** {@code NaN} where the field is null. */
  double number(String field) throws DecisionFormatException {
    return number(field, present(field));
  }

  double[] numbers(String field) throws DecisionFormatException {
    if (present(field).isNull()) {
      return null;
    }
    JsonNode array = array(field);
    double[] numbers = new double[array.size()];
    for (int index = 0; index < numbers.length; index++) {
      numbers[index] = number(field, array.get(index));
    }
    return numbers;
  }

  /** An array of this length. */
  double[] numbers(String field, int length) throws DecisionFormatException {
    double[] numbers = numbers(field);
    if (numbers == null || numbers.length != length) {
      throw expected(field, "an array of " + length + " numbers");
    }
    return numbers;
  }

  String[] texts(String field) throws DecisionFormatException {
    JsonNode array = array(field);
    String[] texts = new String[array.size()];
    for (int index = 0; index < texts.length; index++) {
      if (!array.get(index).isTextual()) {
        throw expected(field, "an array of texts");
      }
      texts[index] = array.get(index).textValue();
    }
    return texts;
  }

  /** Epoch milliseconds. */
  long time(String field) throws DecisionFormatException {
    String text = text(field);
    try {
      return Instant.parse(String.valueOf(text)).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw expected(field, "a time such as 2026-11-27T05:00:00Z");
    }
  }

  /** {@code null} where the field is null. */
  <E extends Enum<E>> E constant(String field, Class<E> type) throws DecisionFormatException {
    String name = text(field);
    return name == null ? null : constant(field, type, name);
  }

  <E extends Enum<E>> E[] constants(String field, Class<E> type) throws DecisionFormatException {
    String[] names = texts(field);
    @SuppressWarnings("unchecked") // An array of the type is what newInstance returns.
    E[] constants = (E[]) Array.newInstance(type, names.length);
    for (int index = 0; index < names.length; index++) {
      constants[index] = constant(field, type, names[index]);
    }
    return constants;
  }

  private <E extends Enum<E>> E constant(String field, Class<E> type, String name)
      throws DecisionFormatException {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw expected(field, "one of " + Arrays.toString(type.getEnumConstants()));
    }
  }

  private JsonNode array(String field) throws DecisionFormatException {
    JsonNode array = present(field);
    if (!array.isArray()) {
      throw expected(field, "an array");
    }
    return array;
  }

  private double number(String field, JsonNode value) throws DecisionFormatException {
    if (value.isNull()) {
      return Double.NaN;
    }
    if (!value.isNumber()) {
      throw expected(field, "a number or null");
    }
    return value.doubleValue();
  }

  private JsonNode present(String field) throws DecisionFormatException {
    JsonNode value = node.get(field);
    if (value == null) {
      throw new DecisionFormatException("field " + prefix + field + " is missing in a decision");
    }
    return value;
  }

  private DecisionFormatException expected(String field, String what) {
    return new DecisionFormatException(
        "field " + prefix + field + " of a decision must be " + what);
  }
}
