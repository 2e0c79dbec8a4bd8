package io.prescale.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Programs that a test needs beside Java. Where one is missing the test is skipped with a message
 * that tells what to install; in continuous integration (environment variable {@code CI} set) it
 * fails instead, so that no test is skipped there unnoticed.
 */
public final class ExternalTools {
  private static final int LOG_TAIL_LINES = 20;

  private ExternalTools() {}

  /** What to tell about a program that cannot be started; empty if it can. */
  public static Optional<String> missing(String program, String whatToInstall) {
    return isAvailable(program)
        ? Optional.empty()
        : Optional.of(
            program + " is not on the PATH; this test needs it: install " + whatToInstall + ".");
  }

  /** Whether a test with something missing is to fail rather than to be skipped. */
  public static boolean isContinuousIntegration() {
    return System.getenv("CI") != null;
  }

  private static boolean isAvailable(String program) {
    try {
      Process process =
          new ProcessBuilder(executable(program), "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The name under which the platform starts a program. */
  static String executable(String program) {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    return windows && program.equals("npm") ? "npm.cmd" : program;
  }

  /**
   * Runs a command to its end.
   *
   * @throws IllegalStateException with the end of its output if it fails or takes too long
   */
  public static void run(Path folder, Path log, int timeoutSeconds, String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      boolean ended = process.waitFor(timeoutSeconds, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException(
            String.join(" ", command)
                + (ended ? " failed" : " did not end within " + timeoutSeconds + " seconds")
                + " in "
                + folder
                + ":\n"
                + tail(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + String.join(" ", command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + String.join(" ", command), e);
    }
  }

  /** The last lines of a log. */
  static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(no output: " + e.getMessage() + ")";
    }
  }
}
