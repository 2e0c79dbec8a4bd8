package io.prescale.domain.policy;

/** The one reason that explains a decision. */
public enum Reason {
  /** The forecast is above the scale-out threshold, or asks for more at the target utilisation. */
  FORECAST_HIGH,
  /** The forecast is below the scale-in threshold, or asks for less at the target utilisation. */
  FORECAST_LOW,
  /** The forecast asks for no change. */
  FORECAST_WITHIN_BOUNDS
}
