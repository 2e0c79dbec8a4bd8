package io.prescale.simulator.backtest;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The policies that can be compared, by the names that users give. */
public enum PolicyName {
  STATIC_PEAK,
  STEP,
  TARGET_TRACKING,
  AWS_PREDICTIVE,
  HOLT_WINTERS,
  SEASONAL_NAIVE,
  ORACLE,
  PRESCALE_STEP,
  PRESCALE_TARGET,
  PRESCALE_TARGET_NET;

  /** Name of what is on record beside them, where a history tells. */
  public static final String RECORDED = "recorded";

  /** The name in options and results, such as {@code target-tracking}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it needs a model. */
  public boolean forecastsByModel() {
    return switch (this) {
      case PRESCALE_STEP, PRESCALE_TARGET, PRESCALE_TARGET_NET -> true;
      case STATIC_PEAK,
          STEP,
          TARGET_TRACKING,
          AWS_PREDICTIVE,
          HOLT_WINTERS,
          SEASONAL_NAIVE,
          ORACLE ->
          false;
    };
  }

  /**
   * The policy of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that there are
   */
  public static PolicyName of(String label) {
    for (PolicyName policy : values()) {
      if (policy.label().equals(label.trim().toLowerCase(Locale.ROOT))) {
        return policy;
      }
    }
    throw new IllegalArgumentException(
        "there is no policy \""
            + label
            + "\"; expected "
            + Arrays.stream(values()).map(PolicyName::label).collect(Collectors.joining(", ")));
  }

  @Override
  public String toString() {
    return label();
  }
}
