package io.prescale.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** The model bundle that comes with Prescale, in the folder {@code models/default}. */
final class DefaultModel {
  private DefaultModel() {}

  /**
   * Its folder.
   *
   * @throws IllegalStateException if it is not there
   */
  static Path folder() {
    Path folder = Path.of(System.getProperty("prescale.home", "."), "models", "default");
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException(
          "there is no model in " + folder.toAbsolutePath() + "; name one with --model");
    }
    return folder;
  }
}
