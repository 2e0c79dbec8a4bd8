package io.prescale.training.process;

import io.prescale.training.fit.TrainingListener;
import io.prescale.training.series.TrainingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A task in a process of its own: the same Java, class path, heap and properties as this one. It
 * ends with this process at the latest.
 */
final class ChildProcess implements AutoCloseable {
  private static final int SHOWN_LINES = 8;
  private static final int INTERRUPTED = 130;
  private static final int TERMINATED = 143;
  private static final int KILLED = 137;

  private final Task task;
  private final Process process;
  private final Thread ending;
  private volatile boolean parentEnds;

  ChildProcess(Task task) {
    this.task = task;
    try {
      this.process = new ProcessBuilder(command(task)).redirectError(task.log().toFile()).start();
    } catch (IOException e) {
      throw new TrainingException(
          task.name() + ": no process can be started (" + e.getMessage() + ")");
    }
    this.ending = new Thread(this::endWithParent);
    Runtime.getRuntime().addShutdownHook(ending);
  }

  private void endWithParent() {
    parentEnds = true;
    process.destroyForcibly();
  }

  private static List<String> command(Task task) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      // Agents and debuggers are this process's alone.
      if (!argument.startsWith("-agent") && !argument.startsWith("-javaagent")) {
        command.add(argument);
      }
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(task.mainClass().getName());
    command.addAll(task.arguments());
    return command;
  }

  /**
   * Waits until it is done.
   *
   * @throws TrainingException if it failed; the message has its last lines and its log
   */
  void await(TrainingListener listener) throws InterruptedException {
    try (BufferedReader lines = process.inputReader(Charset.defaultCharset())) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        ProgressLines.tell(line, listener);
      }
    } catch (IOException e) {
      // The process was ended; its exit code tells.
    }
    int code = process.waitFor();
    if (parentEnds || code == INTERRUPTED || code == TERMINATED) {
      throw new EndedFromOutsideException(
          task.name() + " was ended from outside; run the same command again to go on");
    }
    if (code != 0) {
      throw new TrainingException(
          task.name()
              + ": its process ended with code "
              + code
              + (code == KILLED ? " (killed; perhaps out of memory: try fewer --processes)" : "")
              + lastLines()
              + "\nIts log is "
              + task.log()
              + "; run the same command again to go on");
    }
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readString(task.log(), StandardCharsets.UTF_8).lines().toList();
      List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
      return last.isEmpty() ? "" : ". Its last lines:\n  " + String.join("\n  ", last);
    } catch (IOException e) {
      return "";
    }
  }

  /** Ends the process if it still runs. */
  void end() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException e) {
      // This process ends, and the hook runs.
    }
  }
}
