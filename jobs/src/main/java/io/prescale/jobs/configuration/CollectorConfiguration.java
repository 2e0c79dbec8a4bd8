package io.prescale.jobs.configuration;

import io.prescale.connectors.collector.CollectorSettings;
import io.prescale.domain.time.TimeScale;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** The validated options of the collector job. Immutable. */
public final class CollectorConfiguration {
  private static final Set<Duration> PERIODS = Set.of(Duration.ofMinutes(1), Duration.ofMinutes(5));
  private static final Duration LONGEST_REREAD = Duration.ofHours(3);
  private static final Duration LONGEST_BACKFILL = Duration.ofDays(15);

  private final Configuration values;

  private CollectorConfiguration(Configuration values) {
    this.values = values;
  }

  /**
   * Checks the values against {@link CollectorOptions}.
   *
   * @throws ConfigurationException naming all problems: unknown and missing options, values of the
   *     wrong type or out of range
   */
  public static CollectorConfiguration of(OptionValues given) {
    Configuration values = Configuration.fromMap(given.values());
    List<String> problems =
        OptionsCheck.problems(given, CollectorOptions.all(), CollectorOptions.required());
    if (problems.isEmpty()) {
      checkRanges(values, problems);
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new CollectorConfiguration(values);
  }

  private static void checkRanges(Configuration values, List<String> problems) {
    problems.addAll(SimulatedTime.problems(values));
    if (!PERIODS.contains(values.get(CollectorOptions.PERIOD))) {
      problems.add(CollectorOptions.PERIOD.key() + " must be 1 min or 5 min");
    }
    if (values.get(CollectorOptions.REREAD).compareTo(LONGEST_REREAD) > 0) {
      problems.add(CollectorOptions.REREAD.key() + " must be at most 3 h: it is read every period");
    }
    if (values.get(CollectorOptions.BACKFILL).compareTo(LONGEST_BACKFILL) > 0) {
      problems.add(CollectorOptions.BACKFILL.key() + " must be at most 15 d");
    }
    double calls = values.get(CollectorOptions.CALLS_PER_SECOND);
    if (!(calls > 0 && calls <= 1000)) {
      problems.add(CollectorOptions.CALLS_PER_SECOND.key() + " must be above 0 and at most 1000");
    }
    int concurrent = values.get(CollectorOptions.CONCURRENT_CALLS);
    if (concurrent < 1 || concurrent > 64) {
      problems.add(CollectorOptions.CONCURRENT_CALLS.key() + " must be from 1 to 64");
    }
    if (values.get(CollectorOptions.FLEET_POLL_INTERVAL).compareTo(Duration.ofSeconds(1)) < 0) {
      problems.add(CollectorOptions.FLEET_POLL_INTERVAL.key() + " must be at least 1 s");
    }
  }

  /** Value of an option that is required or has a default. */
  public <T> T get(ConfigOption<T> option) {
    return values.get(option);
  }

  /** Value of an option that may be missing. */
  public <T> Optional<T> find(ConfigOption<T> option) {
    return values.getOptional(option);
  }

  /** The time that the metrics live in. */
  public TimeScale timeScale() {
    return SimulatedTime.of(values);
  }

  /** How to collect. */
  public CollectorSettings settings() {
    return CollectorSettings.ofPeriod(get(CollectorOptions.PERIOD))
        .withDelay(get(CollectorOptions.DELAY), get(CollectorOptions.REREAD))
        .withBackfill(get(CollectorOptions.BACKFILL))
        .withFleetInterval(get(CollectorOptions.FLEET_POLL_INTERVAL))
        .withCalls(get(CollectorOptions.CALLS_PER_SECOND), get(CollectorOptions.CONCURRENT_CALLS));
  }

  @Override
  public String toString() {
    return "CollectorConfiguration" + values.toMap();
  }
}
