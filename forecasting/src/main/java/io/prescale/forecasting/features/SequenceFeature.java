package io.prescale.forecasting.features;

import java.util.Locale;

/**
 * The features of one step, in the order in which they stand in the network's input. Let x be the
 * forecast quantity (CPU utilisation or demand), {@code last} its newest value, {@code spread} how
 * far the group usually moves in a quarter of an hour, {@code slog(z) = sign(z) log(1 + |z|)}.
 * Where values are scaled by their range, {@link #CHANGE_TO_LAST} is the place of (x - lowest) /
 * (highest - lowest), and the other three of the values are 0.
 */
enum SequenceFeature {
  /** (x - last) / spread, limited to +-10. */
  CHANGE_TO_LAST,
  /** (x - mean) / standard deviation of the group, limited to +-5. */
  LEVEL,
  /** slog((mean of the last 12 steps - last) / spread). */
  ROLLING_MEAN,
  /** log(1 + standard deviation of the last 12 steps / spread). */
  ROLLING_DEVIATION,
  /** Bytes received, standardised over the sequence, limited to +-5; 0 where absent. */
  NETWORK_IN,
  /** 1 where the bytes received are known, else 0. */
  NETWORK_IN_PRESENT,
  /** Requests, standardised over the sequence, limited to +-5; 0 where absent. */
  REQUEST_COUNT,
  /** 1 where the requests are known, else 0. */
  REQUEST_COUNT_PRESENT,
  /** Sine of the time of day, UTC. */
  DAY_SINE,
  /** Cosine of the time of day, UTC. */
  DAY_COSINE,
  /** Sine of the time of the week, UTC. */
  WEEK_SINE,
  /** Cosine of the time of the week, UTC. */
  WEEK_COSINE,
  /** 1 where a calendar event is in force, else 0. */
  EVENT,
  /**
   * 1 where a calendar event is in force 12 steps later: the newest 12 steps tell of the horizons.
   */
  EVENT_AHEAD,
  /** 1 where the value was carried forward over a gap, else 0. */
  FILLED;

  static final int COUNT = values().length;

  /** The group that it belongs to. */
  FeatureGroup group() {
    switch (this) {
      case CHANGE_TO_LAST:
      case LEVEL:
      case ROLLING_MEAN:
      case ROLLING_DEVIATION:
      case FILLED:
        return FeatureGroup.VALUES;
      case NETWORK_IN:
      case NETWORK_IN_PRESENT:
      case REQUEST_COUNT:
      case REQUEST_COUNT_PRESENT:
        return FeatureGroup.SIGNALS;
      case DAY_SINE:
      case DAY_COSINE:
      case WEEK_SINE:
      case WEEK_COSINE:
        return FeatureGroup.CLOCK;
      case EVENT:
      case EVENT_AHEAD:
        return FeatureGroup.CALENDAR;
    }
    throw new AssertionError(this);
  }

  /** The name in the schema. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
