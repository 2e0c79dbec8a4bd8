package io.prescale.jobs.configuration;

import io.prescale.domain.text.NearestName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** Finds what is wrong with the values of options, each by itself. */
final class OptionsCheck {
  private final OptionValues given;
  private final Configuration values;
  private final List<ConfigOption<?>> required;
  private final List<String> problems;

  private OptionsCheck(OptionValues given, List<ConfigOption<?>> required) {
    this.given = given;
    this.values = Configuration.fromMap(given.values());
    this.required = required;
    this.problems = new ArrayList<>(given.problems());
  }

  /** Checks the sources and each value: unknown and missing, of the wrong type, empty, negative. */
  static OptionsCheck of(
      OptionValues given, List<ConfigOption<?>> options, List<ConfigOption<?>> required) {
    OptionsCheck check = new OptionsCheck(given, required);
    check.rejectUnknown(options);
    options.forEach(check::check);
    return check;
  }

  /** What is wrong; those that check values together add to it. */
  List<String> problems() {
    return problems;
  }

  /** The values that are sound by themselves, so that they can be checked together all the same. */
  Configuration soundValues() {
    return values;
  }

  private void refuse(ConfigOption<?> option, String problem) {
    problems.add(given.origin(option.key()) + ": " + option.key() + problem);
    values.removeConfig(option);
  }

  private void rejectUnknown(List<ConfigOption<?>> options) {
    List<String> known = options.stream().map(ConfigOption::key).collect(Collectors.toList());
    for (String key : given.values().keySet()) {
      if (!known.contains(key)) {
        problems.add(
            given.origin(key)
                + ": there is no option '"
                + key
                + "'"
                + NearestName.hint(key, known));
      }
    }
  }

  private void check(ConfigOption<?> option) {
    Object value;
    try {
      value = values.getOptional(option).orElse(null);
    } catch (IllegalArgumentException e) {
      refuse(
          option,
          " cannot be '" + given.values().get(option.key()) + "'; expected " + expected(option));
      return;
    }
    if (value == null && required.contains(option)) {
      problems.add("option " + option.key() + " is required and missing");
    } else if (value instanceof String && ((String) value).trim().isEmpty()) {
      refuse(option, " is empty");
    } else if (value instanceof Duration && ((Duration) value).isNegative()) {
      refuse(option, " is negative");
    }
  }

  private static String expected(ConfigOption<?> option) {
    Object example = option.defaultValue();
    if (example instanceof Duration) {
      return "a duration such as 30s, 5min or 2h";
    }
    if (example instanceof Enum) {
      return "one of "
          + Arrays.toString(((Enum<?>) example).getDeclaringClass().getEnumConstants());
    }
    return example instanceof Number ? "a number" : "text";
  }
}
