package io.prescale.jobs.configuration;

import io.prescale.domain.text.NearestName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** Checks the values of options one by one, whatever job they are for. */
final class OptionChecks {
  private OptionChecks() {}

  /**
   * Checks the values against the options of a job.
   *
   * @param problems takes what is wrong: with the sources, unknown and missing options, values of
   *     the wrong type, empty or negative
   * @return the values
   */
  static Configuration check(
      OptionValues given,
      List<ConfigOption<?>> all,
      List<ConfigOption<?>> required,
      List<String> problems) {
    problems.addAll(given.problems());
    rejectUnknown(given, all, problems);
    Configuration values = Configuration.fromMap(given.values());
    for (ConfigOption<?> option : all) {
      check(option, required.contains(option), values, given, problems);
    }
    return values;
  }

  private static void rejectUnknown(
      OptionValues given, List<ConfigOption<?>> all, List<String> problems) {
    List<String> known = all.stream().map(ConfigOption::key).collect(Collectors.toList());
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

  private static void check(
      ConfigOption<?> option,
      boolean required,
      Configuration values,
      OptionValues given,
      List<String> problems) {
    Object value;
    try {
      value = values.getOptional(option).orElse(null);
    } catch (IllegalArgumentException e) {
      problems.add(
          given.origin(option.key())
              + ": "
              + option.key()
              + " cannot be '"
              + given.values().get(option.key())
              + "'; expected "
              + expected(option));
      return;
    }
    if (value == null && required) {
      problems.add("option " + option.key() + " is required and missing");
    } else if (value instanceof String && ((String) value).trim().isEmpty()) {
      problems.add(given.origin(option.key()) + ": " + option.key() + " is empty");
    } else if (value instanceof Duration && ((Duration) value).isNegative()) {
      problems.add(given.origin(option.key()) + ": " + option.key() + " is negative");
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
