package io.prescale.jobs.configuration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** Checks how often is polled. */
final class PollIntervals {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private PollIntervals() {}

  /** What is wrong with them; empty if nothing is. */
  static List<String> problems(Configuration values) {
    List<String> problems = new ArrayList<>();
    for (ConfigOption<Duration> interval :
        List.of(
            ScalerOptions.FLEET_POLL_INTERVAL,
            ScalerOptions.KILL_SWITCH_POLL_INTERVAL,
            ScalerOptions.CALENDAR_POLL_INTERVAL,
            ScalerOptions.MODEL_POLL_INTERVAL)) {
      if (values.get(interval).compareTo(SHORTEST) < 0) {
        problems.add(interval.key() + " must be at least 1 s");
      }
    }
    return problems;
  }
}
