package io.prescale.forecasting.natives;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A {@link ClassLoaderRun} in a JVM of its own. */
final class ForkedRun {
  private final Process process;
  private final Path output;

  private ForkedRun(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it.
   *
   * @param temporaryFolder the JVM's {@code java.io.tmpdir}; its output goes there, too
   */
  static ForkedRun start(Path temporaryFolder, String... steps) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-Djava.io.tmpdir=" + temporaryFolder);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ClassLoaderRun.class.getName());
    command.addAll(List.of(steps));
    Path output = Files.createTempFile(temporaryFolder, "class-loader-run", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeAll(List.of("ENGINE_CACHE_DIR", "PYTORCH_LIBRARY_PATH"));
    return new ForkedRun(builder.start(), output);
  }

  /** Its results, once it has ended well. */
  List<String> results() throws InterruptedException {
    int exit = process.waitFor();
    try (Stream<String> lines = Files.lines(output)) {
      if (exit != 0) {
        throw new AssertionError("exit code " + exit + ": " + Files.readString(output));
      }
      return ClassLoaderRun.results(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
