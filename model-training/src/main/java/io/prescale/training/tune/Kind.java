package io.prescale.training.tune;

import io.prescale.domain.text.NearestName;
import io.prescale.forecasting.features.FeatureGroup;
import io.prescale.training.fit.Loss;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the values of a dimension are, and how they are written. */
enum Kind {
  /** Whole numbers, drawn evenly by their logarithm. */
  INTEGER,
  /** Numbers, drawn evenly. */
  REAL,
  /** Numbers above 0, drawn evenly by their logarithm. */
  SCALE,
  /** {@code yes} or {@code no}. */
  SWITCH,
  /** Names of losses. */
  LOSS,
  /** Groups of features with {@link #AND} between, or {@link #NO_FEATURES}. */
  FEATURES;

  static final String NO_FEATURES = "none";
  static final String AND = "+";

  private static final List<String> LOSSES = names(Loss.values());
  private static final List<String> GROUPS = names(FeatureGroup.values());

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  boolean isNumber() {
    return this == INTEGER || this == REAL || this == SCALE;
  }

  /**
   * The one way to write a value.
   *
   * @throws IllegalArgumentException if it is none
   */
  String normal(String text) {
    String value = text.trim();
    return switch (this) {
      case INTEGER -> integer(value);
      case REAL, SCALE -> real(value);
      case SWITCH -> named(value.toLowerCase(Locale.ROOT), List.of("yes", "no"));
      case LOSS -> named(value.toUpperCase(Locale.ROOT), LOSSES);
      case FEATURES -> features(value);
    };
  }

  private static String integer(String value) {
    try {
      return Integer.toString(Integer.parseInt(value));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + value + "' is not a whole number", e);
    }
  }

  private static String real(String value) {
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number)) {
        return Double.toString(number);
      }
    } catch (NumberFormatException e) {
      // Refused below, like one that is not finite.
    }
    throw new IllegalArgumentException("'" + value + "' is not a number");
  }

  private static String named(String value, List<String> names) {
    if (!names.contains(value)) {
      throw new IllegalArgumentException(
          "'"
              + value
              + "' is none of "
              + String.join(", ", names)
              + NearestName.hint(value, names));
    }
    return value;
  }

  private static String features(String value) {
    if (value.equalsIgnoreCase(NO_FEATURES)) {
      return NO_FEATURES;
    }
    return Arrays.stream(value.toUpperCase(Locale.ROOT).split("\\" + AND, -1))
        .map(one -> named(one.trim(), GROUPS))
        .distinct()
        .sorted((left, right) -> GROUPS.indexOf(left) - GROUPS.indexOf(right))
        .collect(Collectors.joining(AND));
  }
}
