package io.prescale.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Local files: named as Flink's file systems want them, and deleted. */
public final class LocalFiles {
  private LocalFiles() {}

  /**
   * A path for Flink: with its scheme, and unlike a URI without escapes, which Flink would take for
   * part of the name.
   */
  public static String flinkPath(Path path) {
    return org.apache.flink.core.fs.Path.fromLocalFile(path.toAbsolutePath().toFile()).toString();
  }

  /** Deletes a folder with all that is in it. */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
