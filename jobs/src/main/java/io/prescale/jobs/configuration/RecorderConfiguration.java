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
    OptionsCheck check = OptionsCheck.of(given, RecorderOptions.all(), RecorderOptions.required());
    List<String> problems = check.problems();
    Configuration values = check.soundValues();
    new ConnectionCheck(given, values, problems)
        .region().stream(RecorderOptions.METRICS_STREAM).stream(RecorderOptions.DECISIONS_STREAM)
            .differentStreams(RecorderOptions.METRICS_STREAM, RecorderOptions.DECISIONS_STREAM)
            .kinesisEndpoint()
            .endpoint(ScalerOptions.AUTO_SCALING_ENDPOINT);
    checkTogether(values, given, problems);
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

  public RecorderParts parts() {
    return get(RecorderOptions.RECORDER_PARTS);
  }

  /** Folder of the training history; empty where this job writes none. */
  public Optional<String> history() {
    return parts().history() ? find(RecorderOptions.HISTORY_PATH) : Optional.empty();
  }

  /** Where the decision log is; empty where this job writes none. */
  public Optional<DatabaseAddress> database() {
    return parts().log()
        ? find(RecorderOptions.DATABASE_URL).map(url -> address(url, values))
        : Optional.empty();
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
    RecorderParts parts = values.get(RecorderOptions.RECORDER_PARTS);
    boolean history = parts.history() && values.contains(RecorderOptions.HISTORY_PATH);
    boolean log = parts.log() && values.contains(RecorderOptions.DATABASE_URL);
    if (!history && !log) {
      problems.add("nothing is to be recorded: " + missing(parts));
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

  private static String missing(RecorderParts parts) {
    switch (parts) {
      case HISTORY:
        return "recorder.parts is HISTORY, which needs history.path";
      case LOG:
        return "recorder.parts is LOG, which needs database.url";
      case ALL:
        return "give history.path, database.url or both";
    }
    throw new AssertionError(parts);
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
    shown.replace(
        RecorderOptions.DATABASE_URL.key(),
        database().map(DatabaseAddress::toString).orElse("(not used)"));
    return "RecorderConfiguration" + shown;
  }
}
