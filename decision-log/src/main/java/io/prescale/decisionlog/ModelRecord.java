package io.prescale.decisionlog;

import java.util.Objects;

/** A model bundle, as the log keeps it. Immutable. */
public final class ModelRecord {
  private final String name;
  private final String bundlePath;
  private final String version;
  private final String manifest;

  /**
   * @param name the identifier in {@code model.json}
   * @param bundlePath where the bundle is
   * @param version SHA-256 of {@code model.json}
   * @param manifest the text of {@code model.json}
   */
  public ModelRecord(String name, String bundlePath, String version, String manifest) {
    this.name = Objects.requireNonNull(name, "name");
    this.bundlePath = Objects.requireNonNull(bundlePath, "bundlePath");
    this.version = Objects.requireNonNull(version, "version");
    this.manifest = Objects.requireNonNull(manifest, "manifest");
  }

  public String name() {
    return name;
  }

  public String bundlePath() {
    return bundlePath;
  }

  public String version() {
    return version;
  }

  public String manifest() {
    return manifest;
  }
}
