package io.prescale.connectors.cloudwatch;

import com.fasterxml.jackson.core.JsonToken;

/** Names JSON tokens for people. */
final class Tokens {
  private Tokens() {}

  static String describe(JsonToken token) {
    switch (token) {
      case START_OBJECT:
        return "an object";
      case START_ARRAY:
        return "an array";
      case VALUE_STRING:
        return "a string";
      case VALUE_NUMBER_INT:
        return "a number";
      case VALUE_NUMBER_FLOAT:
        return "a number with a fraction or an exponent";
      case VALUE_TRUE:
      case VALUE_FALSE:
        return "a boolean";
      case VALUE_NULL:
        return "null";
      default:
        return "something else";
    }
  }
}
