package io.prescale.forecasting.natives;

import java.nio.file.Path;
import java.nio.file.Paths;

/** The one folder that the natives are written to, because a managed service allows no other. */
final class TemporaryFolder {
  /** What to do about one that does not serve. */
  static final String NAME_ANOTHER =
      "name another folder with -Djava.io.tmpdir=FOLDER (Flink: env.java.opts.taskmanager)";

  private TemporaryFolder() {}

  /** System property {@code java.io.tmpdir}. */
  static Path ofThisProcess() {
    return Paths.get(System.getProperty("java.io.tmpdir"));
  }
}
