package io.prescale.jobs.configuration;

import io.prescale.domain.fleet.ScalingSetting;
import io.prescale.domain.fleet.ScalingSettings;
import io.prescale.domain.fleet.SettingsCheck;
import io.prescale.domain.text.NearestName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** The validated options of the scaler job. Immutable. */
public final class ScalerConfiguration {
  private final Configuration values;

  private ScalerConfiguration(Configuration values) {
    this.values = values;
  }

  /**
   * Checks the values against {@link ScalerOptions}.
   *
   * @throws ConfigurationException naming all problems: unknown and missing options, values of the
   *     wrong type or out of range, options that contradict each other
   */
  public static ScalerConfiguration of(OptionValues given) {
    List<String> problems = new ArrayList<>(given.problems());
    rejectUnknown(given, problems);
    Configuration values = Configuration.fromMap(given.values());
    for (ConfigOption<?> option : ScalerOptions.all()) {
      check(option, values, given, problems);
    }
    if (problems.isEmpty()) {
      checkTogether(values, problems);
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new ScalerConfiguration(values);
  }

  /** Value of an option that is required or has a default. */
  public <T> T get(ConfigOption<T> option) {
    return values.get(option);
  }

  /** Value of an option that may be missing. */
  public <T> Optional<T> find(ConfigOption<T> option) {
    return values.getOptional(option);
  }

  /**
   * The scaling settings of a group without tags.
   *
   * @return a new object
   */
  public ScalingSettings scalingSettings() {
    return scalingSettings(values, new ArrayList<>());
  }

  private static void rejectUnknown(OptionValues given, List<String> problems) {
    List<String> known =
        ScalerOptions.all().stream().map(ConfigOption::key).collect(Collectors.toList());
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
      ConfigOption<?> option, Configuration values, OptionValues given, List<String> problems) {
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
    if (value == null && ScalerOptions.required().contains(option)) {
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

  private static void checkTogether(Configuration values, List<String> problems) {
    for (ConfigOption<Duration> interval :
        List.of(
            ScalerOptions.FLEET_POLL_INTERVAL,
            ScalerOptions.CALENDAR_POLL_INTERVAL,
            ScalerOptions.MODEL_POLL_INTERVAL)) {
      if (values.get(interval).compareTo(Duration.ofSeconds(1)) < 0) {
        problems.add(interval.key() + " must be at least 1 s");
      }
    }
    ScalingSettings settings = scalingSettings(values, problems);
    if (problems.isEmpty()) {
      problems.addAll(SettingsCheck.problems(settings));
    }
  }

  private static ScalingSettings scalingSettings(Configuration values, List<String> problems) {
    ScalingSettings settings = new ScalingSettings();
    for (ScalingSetting setting : ScalingSetting.values()) {
      ConfigOption<String> option = ScalerOptions.of(setting);
      try {
        setting.set(settings, values.get(option));
      } catch (IllegalArgumentException e) {
        problems.add(option.key() + " " + e.getMessage());
      }
    }
    return settings;
  }

  @Override
  public String toString() {
    return "ScalerConfiguration" + values.toMap();
  }
}
