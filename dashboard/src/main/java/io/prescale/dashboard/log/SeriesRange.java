package io.prescale.dashboard.log;

import java.time.Duration;
import java.util.Optional;

/** How far back the charts of a group go. */
public enum SeriesRange {
  THREE_HOURS("3h", Duration.ofHours(3), false),
  TWELVE_HOURS("12h", Duration.ofHours(12), false),
  ONE_DAY("1d", Duration.ofDays(1), false),
  THREE_DAYS("3d", Duration.ofDays(3), false),
  SEVEN_DAYS("7d", Duration.ofDays(7), true),
  THIRTY_DAYS("30d", Duration.ofDays(30), true);

  private final String label;
  private final Duration length;
  private final boolean hourly;

  SeriesRange(String label, Duration length, boolean hourly) {
    this.label = label;
    this.length = length;
    this.hourly = hourly;
  }

  /** The name in queries. */
  public String label() {
    return label;
  }

  public Duration length() {
    return length;
  }

  /** Whether it is read from the sums by the hour, which keep lowest and highest values. */
  boolean isHourly() {
    return hourly;
  }

  public static Optional<SeriesRange> labelled(String label) {
    for (SeriesRange range : values()) {
      if (range.label.equals(label)) {
        return Optional.of(range);
      }
    }
    return Optional.empty();
  }
}
