package io.prescale.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterProcessesTest {
  private static final HealthCheck NEVER = new HealthCheck(URI.create("tcp://localhost:1"));

  @TempDir Path directory;

  private ClusterProcesses processes;
  private ProcessTable table;

  @BeforeEach
  void makeFolder() throws Exception {
    Files.createDirectories(directory.resolve("logs"));
    processes = new ClusterProcesses(directory);
    table = new ProcessTable(directory);
  }

  @AfterEach
  void endAll() {
    processes.stop();
  }

  @Test
  void anotherRunEndsWhatWasStarted() {
    processes.start(new Component("sleeper", List.of("sleep", "600"), Map.of(), NEVER));
    ProcessRecord sleeper = table.records().get(0);
    assertThat(sleeper.find()).isPresent();
    assertThat(processes.running()).containsExactly("sleeper");

    assertThat(new ClusterProcesses(directory).stop()).containsExactly("sleeper");

    assertThat(sleeper.find()).isEmpty();
    assertThat(directory.resolve("processes.json")).doesNotExist();
  }

  @Test
  void processThatIgnoresTheRequestToEndIsKilled() {
    processes.start(
        new Component(
            "stubborn",
            List.of("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done"),
            Map.of(),
            NEVER));
    ClusterRig.until(
        "it runs",
        () ->
            assertThat(Files.readString(directory.resolve("logs/stubborn.out"))).contains("ready"));
    ProcessRecord stubborn = table.records().get(0);

    assertThat(processes.stop()).containsExactly("stubborn");
    assertThat(stubborn.find()).isEmpty();
  }

  @Test
  void processThatHasTheNumberOfAnEarlierOneIsLeftAlone() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      ProcessRecord real = ProcessRecord.of("mine", stranger.toHandle()).orElseThrow();
      table.add(new ProcessRecord("mine", real.pid(), real.startedMillis() - 1000));

      assertThat(processes.running()).isEmpty();
      assertThat(processes.ended()).containsExactly("mine");
      assertThat(processes.stop()).isEmpty();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void componentThatEndsEarlyIsToldWithWhatItSaid() {
    Component failing =
        new Component("failing", List.of("sh", "-c", "echo no luck; exit 3"), Map.of(), NEVER);
    processes.start(failing);

    assertThatThrownBy(() -> processes.awaitHealthy(List.of(failing)))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("failing ended:")
        .hasMessageContaining("no luck");
  }

  @Test
  void programThatIsNotThereIsTold() {
    assertThatThrownBy(
            () -> processes.run("step", List.of(directory + "/no-such-program"), Map.of()))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("step cannot be started")
        .hasMessageContaining("no-such-program");
  }

  @Test
  void brokenListOfProcessesIsToldRatherThanForgotten() throws Exception {
    Path file = Files.writeString(directory.resolve("processes.json"), "[{");
    assertThatThrownBy(() -> processes.stop())
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining(file.toString());
    Files.delete(file);
  }
}
