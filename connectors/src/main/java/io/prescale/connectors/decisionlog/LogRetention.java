package io.prescale.connectors.decisionlog;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/** How long the decision log keeps what. Immutable. */
public final class LogRetention implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Duration decisions;
  private final Duration forecasts;

  /**
   * @param decisions age from which decisions are deleted; zero: never
   * @param forecasts the same of the twelve horizons of their forecasts
   */
  public LogRetention(Duration decisions, Duration forecasts) {
    this.decisions = orForEver(decisions);
    this.forecasts = orForEver(forecasts);
  }

  /** Deletes nothing. */
  public static LogRetention forEver() {
    return new LogRetention(Duration.ZERO, Duration.ZERO);
  }

  Duration decisions() {
    return decisions;
  }

  Duration forecasts() {
    return forecasts;
  }

  private static Duration orForEver(Duration age) {
    Objects.requireNonNull(age, "age");
    // A thousand years: far from overflow.
    return age.isZero() ? Duration.ofDays(365_000) : age;
  }
}
