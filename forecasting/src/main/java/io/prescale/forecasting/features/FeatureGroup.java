package io.prescale.forecasting.features;

import java.util.Locale;

/** Features that belong together; each group can be left out when a model is trained. */
public enum FeatureGroup {
  /** The forecast quantity over the sequence. */
  VALUES,
  /** Bytes received and requests over the sequence. */
  SIGNALS,
  /** Time of day and of week. */
  CLOCK,
  /** Calendar events. */
  CALENDAR,
  /** Yesterday and the usual course of the day. */
  SEASONAL,
  /** The group's own linear forecasts. */
  AUTOREGRESSION;

  /** The name in options and in the schema. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
