package io.prescale.domain.fleet;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/**
 * The settings by name: what tags ({@code prescale:<name>}) and options of the job have in common.
 * {@link ScalingSettings} describes each.
 */
// The functions are constants without state, which the checker cannot see.
@SuppressWarnings("ImmutableEnumChecker")
public enum ScalingSetting {
  POLICY("policy", "How a forecast becomes a capacity."),
  SCALE_OUT_ABOVE(
      "scale-out-above",
      "CPU utilisation above which one instance is added: forecast with the policy step, observed always.",
      Range.decimal(1, 100, "percent"),
      settings -> settings.scaleOutAbove,
      (settings, value) -> settings.scaleOutAbove = value),
  SCALE_IN_BELOW(
      "scale-in-below",
      "Forecast CPU utilisation below which the policy step removes one instance.",
      Range.decimal(0, 99, "percent; 0 never scales in"),
      settings -> settings.scaleInBelow,
      (settings, value) -> settings.scaleInBelow = value),
  TARGET_UTILIZATION(
      "target-utilization",
      "CPU utilisation that the policy target aims at.",
      Range.decimal(1, 100, "percent"),
      settings -> settings.targetUtilization,
      (settings, value) -> settings.targetUtilization = value),
  PEAK_UTILIZATION(
      "peak-utilization",
      "CPU utilisation that the upper bound of the forecast may bring with the policy target; at"
          + " least the target.",
      Range.decimal(1, 100, "percent"),
      settings -> settings.peakUtilization,
      (settings, value) -> settings.peakUtilization = value),
  MAX_SCALE_OUT_STEP(
      "max-scale-out-step",
      "Most instances that one decision adds, unless max-scale-out-percent allows more.",
      Range.whole(1, 10_000, "instances"),
      settings -> settings.maxScaleOutStep,
      (settings, value) -> settings.maxScaleOutStep = value.intValue()),
  MAX_SCALE_OUT_PERCENT(
      "max-scale-out-percent",
      "Percent of the current capacity that one decision may add in any case.",
      Range.whole(0, 1_000, "percent"),
      settings -> settings.maxScaleOutPercent,
      (settings, value) -> settings.maxScaleOutPercent = value.intValue()),
  MAX_SCALE_IN_STEP(
      "max-scale-in-step",
      "Most instances that one decision removes, unless max-scale-in-percent allows more.",
      Range.whole(0, 10_000, "instances; 0 never scales in"),
      settings -> settings.maxScaleInStep,
      (settings, value) -> settings.maxScaleInStep = value.intValue()),
  MAX_SCALE_IN_PERCENT(
      "max-scale-in-percent",
      "Percent of the current capacity that one decision may remove in any case.",
      Range.whole(0, 50, "percent"),
      settings -> settings.maxScaleInPercent,
      (settings, value) -> settings.maxScaleInPercent = value.intValue()),
  SCALE_OUT_COOLDOWN_SECONDS(
      "scale-out-cooldown-seconds",
      "Time after a scale-out in which any other action waits.",
      Range.whole(0, 86_400, "seconds"),
      settings -> settings.scaleOutCooldownSeconds,
      (settings, value) -> settings.scaleOutCooldownSeconds = value.intValue()),
  SCALE_IN_COOLDOWN_SECONDS(
      "scale-in-cooldown-seconds",
      "Time after any action in which a scale-in waits.",
      Range.whole(0, 86_400, "seconds"),
      settings -> settings.scaleInCooldownSeconds,
      (settings, value) -> settings.scaleInCooldownSeconds = value.intValue()),
  INSTANCE_WARMUP_SECONDS(
      "instance-warmup-seconds",
      "Time from the launch of an instance until it serves.",
      Range.whole(0, 3_300, "seconds, so that the lead time stays within the hour of forecast"),
      settings -> settings.instanceWarmupSeconds,
      (settings, value) -> settings.instanceWarmupSeconds = value.intValue()),
  DECISION_DELAY_SECONDS(
      "decision-delay-seconds",
      "Time from the end of a slot until a decision on it is carried out: the delay of metrics, and"
          + " the job's wait for late ones.",
      Range.whole(0, 3_300, "seconds"),
      settings -> settings.decisionDelaySeconds,
      (settings, value) -> settings.decisionDelaySeconds = value.intValue()),
  SCALE_IN_STABILIZATION_SLOTS(
      "scale-in-stabilization-slots",
      "Five-minute slots of which the highest recommendation holds against scaling in.",
      Range.whole(1, 24, "slots; 1 switches stabilisation off"),
      settings -> settings.scaleInStabilizationSlots,
      (settings, value) -> settings.scaleInStabilizationSlots = value.intValue()),
  COMMAND_TIMEOUT_SECONDS(
      "command-timeout-seconds",
      "Time after which a command that shows in no sample counts as lost.",
      Range.whole(300, 86_400, "seconds"),
      settings -> settings.commandTimeoutSeconds,
      (settings, value) -> settings.commandTimeoutSeconds = value.intValue()),
  COMMAND_VALID_FOR_SECONDS(
      "command-valid-for-seconds",
      "Time after the end of its slot in which a decision may be carried out.",
      Range.whole(60, 86_400, "seconds"),
      settings -> settings.commandValidForSeconds,
      (settings, value) -> settings.commandValidForSeconds = value.intValue());

  private final String settingName;
  private final String description;
  private final transient Range range;
  private final transient ToDoubleFunction<ScalingSettings> getter;
  private final transient BiConsumer<ScalingSettings, Double> setter;

  ScalingSetting(String settingName, String description) {
    this(settingName, description, null, settings -> 0, (settings, value) -> {});
  }

  ScalingSetting(
      String settingName,
      String description,
      Range range,
      ToDoubleFunction<ScalingSettings> getter,
      BiConsumer<ScalingSettings, Double> setter) {
    this.settingName = settingName;
    this.description = description;
    this.range = range;
    this.getter = getter;
    this.setter = setter;
  }

  /** The name in kebab case, such as {@code scale-out-above}. */
  public String settingName() {
    return settingName;
  }

  /** What it does, in one sentence. */
  public String description() {
    return description;
  }

  /** Its value in these settings, as {@link #set} reads it. */
  public String format(ScalingSettings settings) {
    return this == POLICY
        ? settings.policy.name().toLowerCase(Locale.ROOT)
        : Range.format(getter.applyAsDouble(settings));
  }

  /** What a value must be, such as {@code a number from 1 to 100 (percent)}. */
  public String expectation() {
    return this == POLICY ? "step or target" : range.expectation();
  }

  /** The setting of that name. */
  public static Optional<ScalingSetting> named(String settingName) {
    return Arrays.stream(values())
        .filter(setting -> setting.settingName.equals(settingName))
        .findFirst();
  }

  /**
   * Reads a value into the settings.
   *
   * @throws IllegalArgumentException if the text is no value of this setting; the message says what
   *     was expected
   */
  public void set(ScalingSettings settings, String text) {
    if (this == POLICY) {
      settings.policy = parsePolicy(text);
    } else {
      setter.accept(settings, range.parse(text));
    }
  }

  /** What is wrong with the setting's value by itself; empty if nothing is. */
  Optional<String> problem(ScalingSettings settings) {
    if (this == POLICY) {
      return settings.policy == null
          ? Optional.of("policy must be " + expectation())
          : Optional.empty();
    }
    double value = getter.applyAsDouble(settings);
    return range.contains(value)
        ? Optional.empty()
        : Optional.of(
            settingName + " must be " + expectation() + ", but is " + Range.format(value));
  }

  private PolicyType parsePolicy(String text) {
    for (PolicyType type : PolicyType.values()) {
      if (type.name().toLowerCase(Locale.ROOT).equals(text.trim().toLowerCase(Locale.ROOT))) {
        return type;
      }
    }
    throw new IllegalArgumentException("must be " + expectation() + ", but is \"" + text + "\"");
  }
}
