package io.prescale.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Packages that npm brings for a test: a folder of this module with a lock file. */
public final class NpmPackages {
  private static final int INSTALL_TIMEOUT_SECONDS = 180;

  private NpmPackages() {}

  /**
   * Installs what the lock file of a folder names, unless it is there.
   *
   * @param name of the folder below {@code src/test}
   * @return the folder {@code node_modules}
   * @throws IllegalStateException if npm fails, with its output
   */
  public static Path installed(String name) {
    Path folder =
        Path.of(System.getProperty("prescale.root", ".."), "cli", "src", "test", name)
            .toAbsolutePath()
            .normalize();
    Path modules = folder.resolve("node_modules");
    // npm writes its copy of the lock file last: one that is newer means a complete installation.
    Path copy = modules.resolve(".package-lock.json");
    try {
      Path wanted = folder.resolve("package-lock.json");
      if (!Files.exists(copy)
          || Files.getLastModifiedTime(copy).compareTo(Files.getLastModifiedTime(wanted)) < 0) {
        Path log = Files.createTempFile("npm-" + name, ".log");
        ExternalTools.run(
            folder, log, INSTALL_TIMEOUT_SECONDS, ExternalTools.executable("npm"), "ci");
        Files.delete(log);
      }
      return modules;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot install the packages of " + folder, e);
    }
  }
}
