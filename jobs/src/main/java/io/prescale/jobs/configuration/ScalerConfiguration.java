package io.prescale.jobs.configuration;

import io.prescale.domain.fleet.ScalingSetting;
import io.prescale.domain.fleet.ScalingSettings;
import io.prescale.domain.fleet.SettingsCheck;
import io.prescale.domain.time.Slots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** The validated options of the scaler job. Immutable. */
public final class ScalerConfiguration {
  private static final Duration SEQUENCE = Slots.LENGTH.multipliedBy(Slots.SEQUENCE_LENGTH);

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
    OptionsCheck check = OptionsCheck.of(given, ScalerOptions.all(), ScalerOptions.required());
    List<String> problems = check.problems();
    Configuration values = check.soundValues();
    new ConnectionCheck(given, values, problems)
        .region().stream(ScalerOptions.METRICS_STREAM).stream(ScalerOptions.DECISIONS_STREAM)
            .differentStreams(ScalerOptions.METRICS_STREAM, ScalerOptions.DECISIONS_STREAM)
            .kinesisEndpoint()
            .endpoint(ScalerOptions.AUTO_SCALING_ENDPOINT);
    checkTogether(values, problems);
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
    if (values.get(ScalerOptions.STATE_TIME_TO_LIVE).compareTo(SEQUENCE) < 0) {
      problems.add(
          ScalerOptions.STATE_TIME_TO_LIVE.key()
              + " must be at least 2 h: a forecast needs the samples of two hours");
    }
    List<String> unreadable = new ArrayList<>();
    ScalingSettings settings = scalingSettings(values, unreadable);
    problems.addAll(unreadable);
    if (unreadable.isEmpty()) {
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
