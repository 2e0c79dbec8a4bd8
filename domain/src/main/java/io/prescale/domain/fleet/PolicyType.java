package io.prescale.domain.fleet;

/** How a forecast becomes a desired capacity. */
public enum PolicyType {
  /** One instance more above a threshold, one fewer below another: the default. */
  STEP,
  /** As many instances as bring the forecast demand to the target utilisation. */
  TARGET
}
