package io.prescale.jobs.configuration;

import io.prescale.decisionlog.DatabaseAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** The validated options of the recorder job. Immutable. */
public final class RecorderConfiguration {
  private final Configuration values;

  private RecorderConfiguration(Configuration values) {
    this.values = values;
  }

  /**
   * Checks the values against {@link RecorderOptions}.
   *
   * @throws ConfigurationException naming all problems: unknown and missing options, values of the
   *     wrong type or out of range, options that lack another one
   */
  public static RecorderConfiguration of(OptionValues given) {
    Configuration values = Configuration.fromMap(given.values());
    List<String> problems =
        OptionsCheck.problems(given, RecorderOptions.all(), RecorderOptions.required());
    if (problems.isEmpty()) {
      checkTogether(values, given, problems);
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new RecorderConfiguration(values);
  }

  /** All values; for reading only. */
  public Configuration values() {
    return values;
  }

  /** Value of an option that is required or has a default. */
  public <T> T get(ConfigOption<T> option) {
    return values.get(option);
  }

  /** Value of an option that may be missing. */
  public <T> Optional<T> find(ConfigOption<T> option) {
    return values.getOptional(option);
  }

  /** Where the decision log is; empty where none is written. */
  public Optional<DatabaseAddress> database() {
    return find(RecorderOptions.DATABASE_URL).map(url -> address(url, values));
  }

  private static DatabaseAddress address(String url, Configuration values) {
    return DatabaseAddress.of(
        url,
        values.getOptional(RecorderOptions.DATABASE_USER).orElse(""),
        values.getOptional(RecorderOptions.DATABASE_PASSWORD).orElse(""));
  }

  private static void checkTogether(
      Configuration values, OptionValues given, List<String> problems) {
    problems.addAll(PollIntervals.problems(values));
    problems.addAll(SimulatedTime.problems(values));
    boolean history = values.contains(RecorderOptions.HISTORY_PATH);
    boolean log = values.contains(RecorderOptions.DATABASE_URL);
    if (!history && !log) {
      problems.add("nothing is to be recorded: give history.path, database.url or both");
    }
    if (history && !values.contains(RecorderOptions.METRICS_STREAM)) {
      problems.add("history.path needs metrics.stream, which is missing");
    }
    if (log && !values.contains(RecorderOptions.DECISIONS_STREAM)) {
      problems.add("database.url needs decisions.stream, which is missing");
    }
    if (log) {
      checkUrl(values, given, problems);
    }
  }

  private static void checkUrl(Configuration values, OptionValues given, List<String> problems) {
    String key = RecorderOptions.DATABASE_URL.key();
    try {
      address(values.get(RecorderOptions.DATABASE_URL), values);
    } catch (IllegalArgumentException e) {
      problems.add(given.origin(key) + ": " + key + ": " + e.getMessage());
    }
  }

  /** Without the password, and without what may hide one in the URL. */
  @Override
  public String toString() {
    Map<String, String> shown = values.toMap();
    shown.replace(RecorderOptions.DATABASE_PASSWORD.key(), "(hidden)");
    database()
        .ifPresent(
            address -> shown.replace(RecorderOptions.DATABASE_URL.key(), address.toString()));
    return "RecorderConfiguration" + shown;
  }
}
