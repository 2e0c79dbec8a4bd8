package io.prescale.jobs.scaler;

import java.time.Duration;
import org.apache.flink.api.common.state.StateTtlConfig;

/** How long the state of a group that no longer reports is kept. */
final class StateRetention {
  private StateRetention() {}

  /** Removes state that was not written for the given time of the machine's clock. */
  static StateTtlConfig of(Duration timeToLive) {
    return StateTtlConfig.newBuilder(timeToLive)
        .updateTtlOnCreateAndWrite()
        .neverReturnExpired()
        .cleanupInRocksdbCompactFilter(1000)
        .cleanupIncrementally(5, false)
        .build();
  }
}
