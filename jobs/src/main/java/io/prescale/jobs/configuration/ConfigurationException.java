package io.prescale.jobs.configuration;

import java.util.List;

/** A configuration with problems: the message names them all. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(List<String> problems) {
    super(
        problems.size() == 1
            ? "The configuration has a problem: " + problems.get(0)
            : "The configuration has "
                + problems.size()
                + " problems:\n  - "
                + String.join("\n  - ", problems));
  }
}
