package io.prescale.jobs.configuration;

import io.prescale.connectors.files.PathCheck;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** Checks the places that options name; options that are not set name none. */
public final class ConfiguredPaths {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Configuration values;
  private final PathCheck check = new PathCheck(PATIENCE);

  private ConfiguredPaths(Configuration values) {
    this.values = values;
  }

  /** Of these values. */
  public static ConfiguredPaths of(Configuration values) {
    return new ConfiguredPaths(values);
  }

  /** Adds a file that is read. */
  public ConfiguredPaths read(ConfigOption<String> option) {
    values.getOptional(option).ifPresent(path -> check.read(option.key(), path));
    return this;
  }

  /** Adds a file that is read in a folder; who may read it need not be allowed more. */
  public ConfiguredPaths readIn(ConfigOption<String> option, String file) {
    values.getOptional(option).ifPresent(path -> check.read(option.key(), path + "/" + file));
    return this;
  }

  /** Adds a place that is only written. */
  public ConfiguredPaths written(ConfigOption<String> option) {
    values.getOptional(option).ifPresent(path -> check.written(option.key(), path));
    return this;
  }

  /**
   * Requires that all can be used.
   *
   * @throws io.prescale.connectors.files.UnusablePathException naming all that cannot
   */
  public void requireUsable() {
    check.requireUsable();
  }
}
