package io.prescale.jobs.configuration;

import io.prescale.domain.fleet.ScalingSetting;
import io.prescale.domain.fleet.ScalingSettings;
import io.prescale.domain.fleet.SettingsCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    Configuration values = Configuration.fromMap(given.values());
    List<String> problems =
        OptionsCheck.problems(given, ScalerOptions.all(), ScalerOptions.required());
    if (problems.isEmpty()) {
      checkTogether(values, problems);
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new ScalerConfiguration(values);
  }

  /** All values; for reading only. */
  public Configuration values() {
    return values;
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

  private static void checkTogether(Configuration values, List<String> problems) {
    problems.addAll(PollIntervals.problems(values));
    problems.addAll(SimulatedTime.problems(values));
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
