package io.prescale.forecasting.bundle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The 5 % and 95 % quantiles of actual minus expected over the validation part, by horizon, in
 * units of the group's typical change: where the 90 % interval of a new group starts. Immutable.
 */
public final class ResidualQuantiles {
  private final double[] lower;
  private final double[] upper;

  /**
   * @param lower 5 % quantiles, one for each horizon
   * @param upper 95 % quantiles
   * @throws IllegalArgumentException if one is not finite, or a lower is above its upper one
   */
  @JsonCreator
  public ResidualQuantiles(
      @JsonProperty("lower") double[] lower, @JsonProperty("upper") double[] upper) {
    if (lower == null || upper == null || lower.length != upper.length) {
      throw new IllegalArgumentException("residual quantiles need lower and upper of one length");
    }
    for (int horizon = 0; horizon < lower.length; horizon++) {
      boolean finite = Double.isFinite(lower[horizon]) && Double.isFinite(upper[horizon]);
      if (!finite || lower[horizon] > upper[horizon]) {
        throw new IllegalArgumentException(
            "residual quantiles of horizon "
                + (horizon + 1)
                + " must be finite and in order, but are "
                + lower[horizon]
                + " and "
                + upper[horizon]);
      }
    }
    this.lower = lower.clone();
    this.upper = upper.clone();
  }

  @JsonProperty
  public double[] lower() {
    return lower.clone();
  }

  @JsonProperty
  public double[] upper() {
    return upper.clone();
  }

  /** Number of horizons. */
  public int horizons() {
    return lower.length;
  }

  /** 5 % quantile at a horizon; never above 0, so that the interval holds the expected value. */
  public double lowerAt(int horizon) {
    return Math.min(0, lower[horizon]);
  }

  /** 95 % quantile at a horizon; never below 0. */
  public double upperAt(int horizon) {
    return Math.max(0, upper[horizon]);
  }
}
