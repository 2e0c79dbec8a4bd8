package io.prescale.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts and ends the processes of a cluster, each with a log below {@code logs}. */
public final class ClusterProcesses {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 100;
  private static final int LOG_LINES = 40;

  private final Path logs;
  private final ProcessTable table;

  /**
   * @param directory the cluster's work folder
   */
  public ClusterProcesses(Path directory) {
    this.logs = directory.resolve("logs");
    this.table = new ProcessTable(directory);
  }

  /** Names of the components that run. */
  public List<String> running() {
    return table.running().stream().map(ProcessRecord::name).toList();
  }

  /** Names of the components that were started and not stopped, yet run no more. */
  public List<String> ended() {
    return table.records().stream()
        .filter(process -> process.find().isEmpty())
        .map(ProcessRecord::name)
        .toList();
  }

  /**
   * Starts a component, in a session of its own where the system has one, so that neither Ctrl-C
   * nor the end of the terminal reaches it.
   *
   * @throws ClusterException if its program cannot be started
   */
  void start(Component component) {
    List<String> command = new ArrayList<>();
    Installation.onPath("setsid").ifPresent(program -> command.add(program.toString()));
    command.addAll(component.command());
    Process process = launch(component.name(), command, component.environment());
    ProcessRecord.of(component.name(), process.toHandle()).ifPresent(table::add);
  }

  /**
   * Waits until components that were started do their work.
   *
   * @throws ClusterException if one ends before, or takes too long, with the end of its log
   */
  void awaitHealthy(List<Component> components) throws InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    for (Component component : components) {
      while (!component.health().passes()) {
        if (!running().contains(component.name())) {
          throw new ClusterException(component.name() + " ended:\n" + tail(component.name()));
        }
        if (System.nanoTime() > end) {
          throw new ClusterException(
              component.name()
                  + " does not answer at "
                  + component.health().address()
                  + ":\n"
                  + tail(component.name()));
        }
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  /** A condition that may fail to be told. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  /**
   * Waits until a condition holds.
   *
   * @throws ClusterException if that takes too long
   */
  void await(String what, Condition condition) throws InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() > end) {
        throw new ClusterException(
            "waited in vain until " + what + "; what went wrong may stand in " + logs);
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static boolean holds(Condition condition) throws InterruptedException {
    try {
      return condition.holds();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Runs a program to its end.
   *
   * @param name of its log
   * @return what it wrote
   * @throws ClusterException if it fails, with the end of that
   */
  String run(String name, List<String> command, Map<String, String> environment)
      throws InterruptedException {
    Process process = launch(name, command, environment);
    try {
      if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new ClusterException(name + " does not end:\n" + tail(name));
      }
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new ClusterException(name + " failed:\n" + tail(name));
    }
    return read(log(name));
  }

  private Process launch(String name, List<String> command, Map<String, String> environment) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(logs.getParent().toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .redirectOutput(log(name).toFile());
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ClusterException(name + " cannot be started: " + e.getMessage(), e);
    }
  }

  /** Kills the process of a component at once, as {@code kill -9} does, and forgets it. */
  public void kill(String name) {
    for (ProcessRecord process : table.records()) {
      if (process.name().equals(name)) {
        process.find().ifPresent(ProcessHandle::destroyForcibly);
        awaitEnd(process);
        table.remove(process);
      }
    }
  }

  /**
   * Ends all processes that were started, and no other: asks all of them at once, and kills those
   * that are still there a while later.
   *
   * @return the names of those that ran
   * @throws ClusterException if one cannot be ended
   */
  public List<String> stop() {
    List<ProcessRecord> running = table.running();
    running.forEach(process -> process.find().ifPresent(ProcessHandle::destroy));
    running.forEach(this::end);
    table.records().forEach(table::remove);
    return running.stream().map(ProcessRecord::name).toList();
  }

  private void end(ProcessRecord process) {
    if (awaitEnd(process)) {
      return;
    }
    process.find().ifPresent(ProcessHandle::destroyForcibly);
    if (!awaitEnd(process)) {
      throw new ClusterException(
          process.name() + " (process " + process.pid() + ") cannot be ended");
    }
  }

  private static boolean awaitEnd(ProcessRecord process) {
    Optional<CompletableFuture<ProcessHandle>> end = process.find().map(ProcessHandle::onExit);
    if (end.isEmpty()) {
      return true;
    }
    try {
      end.get().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return process.find().isEmpty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Path log(String name) {
    return logs.resolve(name + ".out");
  }

  private static String read(Path log) {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      return "(" + log + " cannot be read: " + e.getMessage() + ")";
    }
  }

  /** The end of what a program wrote to its output, and to its own log if it has one. */
  private String tail(String name) {
    return Stream.of(logs.resolve(name + ".log"), log(name))
        .flatMap(log -> lastLines(log).stream())
        .collect(Collectors.joining("\n", "", "\n(more in " + logs + ")"));
  }

  private static List<String> lastLines(Path log) {
    List<String> lines = read(log).lines().toList();
    return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
  }
}
