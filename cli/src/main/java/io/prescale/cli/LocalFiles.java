package io.prescale.cli;

import java.nio.file.Path;

/** Names local files as Flink's file systems want them. */
public final class LocalFiles {
  private LocalFiles() {}

  /**
   * A path for Flink: with its scheme, and unlike a URI without escapes, which Flink would take for
   * part of the name.
   */
  public static String flinkPath(Path path) {
    return org.apache.flink.core.fs.Path.fromLocalFile(path.toAbsolutePath().toFile()).toString();
  }
}
