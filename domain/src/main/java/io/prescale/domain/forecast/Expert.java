package io.prescale.domain.forecast;

import java.util.Locale;

/** The forecasts that are mixed, best first by recent error. Stored by ordinal: append only. */
public enum Expert {
  /** The network of the model bundle. */
  NETWORK,
  /** The newest value stays. */
  PERSISTENCE,
  /** The group's own linear forecast from its last 24 values. */
  AUTOREGRESSION,
  /** The same, also from yesterday and the usual course of the day. */
  SEASONAL_AUTOREGRESSION,
  /** The newest value moved by most of the usual change of the day at this time. */
  SEASONAL;

  /** Number of experts. */
  public static final int COUNT = values().length;

  /** The name in records and reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
