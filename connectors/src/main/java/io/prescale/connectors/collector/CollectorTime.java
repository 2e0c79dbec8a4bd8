package io.prescale.connectors.collector;

import io.prescale.domain.time.TimeScale;
import java.time.Clock;

/** The time that the metrics live in. */
final class CollectorTime {
  private final TimeScale scale;
  private final Clock clock;

  CollectorTime(TimeScale scale, Clock clock) {
    this.scale = scale;
    this.clock = clock;
  }

  /** Now, epoch milliseconds. */
  long now() {
    return scale.at(clock.millis());
  }

  /** How long a span lasts on the machine's clock, both in milliseconds. */
  long toRealMillis(long millis) {
    return scale.toRealMillis(millis);
  }
}
