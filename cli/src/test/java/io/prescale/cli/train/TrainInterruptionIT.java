package io.prescale.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.cli.Prescale;
import io.prescale.forecasting.bundle.LocalBundleFiles;
import io.prescale.forecasting.bundle.ModelBundleLoader;
import io.prescale.simulator.generate.HistoryGenerator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code prescale train} as a process of its own that is stopped by Ctrl-C and run again. */
@Timeout(600)
class TrainInterruptionIT {
  private static final Duration LIMIT = Duration.ofSeconds(240);

  @TempDir static Path data;
  @TempDir Path folder;

  private static Path history;
  private final List<Process> started = new ArrayList<>();

  @BeforeAll
  static void generate() throws IOException {
    history = HistoryGenerator.write(data, 2, Duration.ofDays(2), 1).history();
  }

  @AfterEach
  void endWhatIsLeft() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void goesOnAfterCtrlCAndGivesTheSameModel() throws Exception {
    Path undisturbed = folder.resolve("undisturbed");
    assertThat(train(undisturbed, "first").waitFor()).as(text("first.err")).isZero();
    Path output = folder.resolve("model");
    Process process = train(output, "second");
    awaitText("second.out", "epoch 2");
    List<ProcessHandle> children = process.toHandle().descendants().toList();
    assertThat(children).as("a member is trained in a process of its own").isNotEmpty();

    signal(process, "INT");

    await("the end", () -> !process.isAlive());
    await("the end of its children", () -> children.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(text("second.err"))
        .contains("Stopped. What is trained so far is kept in " + folder.resolve(".model-training"))
        .contains("run the same command again to go on");
    assertThat(output).doesNotExist();

    assertThat(train(output, "third").waitFor()).as(text("third.err")).isZero();
    assertThat(text("third.out")).contains("Going on where an earlier training stopped");
    assertThat(id(output)).isEqualTo(id(undisturbed));
    assertThat(folder.resolve(".model-training")).doesNotExist();
  }

  /** Killed, it can say nothing, but its children end with it. */
  @Test
  void leavesNoChildBehindWhenItIsKilled() throws Exception {
    Process process = train(folder.resolve("model"), "killed");
    awaitText("killed.out", "epoch 1");
    List<ProcessHandle> children = process.toHandle().descendants().toList();
    assertThat(children).isNotEmpty();

    signal(process, "KILL");

    await("the end of its children", () -> children.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(folder.resolve("model")).doesNotExist();
  }

  private Process train(Path output, String log) throws IOException {
    List<String> command = new ArrayList<>();
    // A shell that runs in the background ignores the signal, and so would its children.
    Collections.addAll(command, "env", "--default-signal=INT");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Collections.addAll(command, "-Xmx512m", "-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true");
    Collections.addAll(command, "-Dai.djl.pytorch.num_threads=1");
    Collections.addAll(command, "-cp", System.getProperty("java.class.path"));
    Collections.addAll(command, Prescale.class.getName(), "train");
    Collections.addAll(command, "--history", history.toString(), "--output", output.toString());
    Collections.addAll(command, "--ensemble", "2", "--processes", "2", "--hidden", "8");
    Collections.addAll(command, "--tuning-epochs", "1");
    Collections.addAll(command, "--epochs", "12", "--patience", "12", "--batch-size", "16");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(file(log + ".out"))
            .redirectError(file(log + ".err"))
            .start();
    started.add(process);
    return process;
  }

  private static void signal(Process process, String signal) throws Exception {
    assertThat(
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor())
        .isZero();
  }

  private void awaitText(String log, String text) {
    await(text, () -> text(log).contains(text));
  }

  private static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(condition);
  }

  private File file(String name) {
    return folder.resolve(name).toFile();
  }

  private String text(String name) throws IOException {
    return Files.readString(file(name).toPath());
  }

  private static String id(Path bundle) {
    return new ModelBundleLoader().load(new LocalBundleFiles(bundle)).id();
  }
}
