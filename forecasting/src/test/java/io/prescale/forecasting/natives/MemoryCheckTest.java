package io.prescale.forecasting.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryCheckTest {
  @TempDir Path folder;

  @Test
  void takesTheMachineThatTheTestsRunOn() {
    assertThat(MemoryCheck.ofThisProcess().problem()).isEmpty();
  }

  @Test
  void saysWhatTheMachineLacks() throws IOException {
    assertThat(machineWith(131_072)).isEmpty();
    assertThat(machineWith(131_071).orElseThrow())
        .contains("needs 128 MiB")
        .contains("this machine has 127 MiB");
  }

  @Test
  void countsWhatTheContainerCannotGiveBack() throws IOException {
    Files.writeString(folder.resolve("memory.max"), "1073741824\n");
    Files.writeString(folder.resolve("memory.stat"), "anon 939524096\nfile 134217728\n");
    assertThat(machineWith(8_000_000)).isEmpty();

    Files.writeString(folder.resolve("memory.stat"), "anon 939524097\nfile 0\n");
    assertThat(machineWith(8_000_000).orElseThrow())
        .contains("this container has 127 MiB")
        .contains("taskmanager.memory.task.off-heap.size");
  }

  @Test
  void leavesUnlimitedContainersAndOtherSystemsAlone() throws IOException {
    Files.writeString(folder.resolve("memory.max"), "max\n");
    Files.writeString(folder.resolve("memory.stat"), "anon 939524096\n");
    assertThat(machineWith(8_000_000)).isEmpty();
    Path absent = folder.resolve("absent");
    assertThat(new MemoryCheck(absent, absent).problem()).isEmpty();
  }

  private Optional<String> machineWith(long availableKibibytes) throws IOException {
    Path machine = folder.resolve("meminfo");
    Files.writeString(
        machine, "MemTotal: 9000000 kB\nMemAvailable:   " + availableKibibytes + " kB\n");
    return new MemoryCheck(machine, folder).problem();
  }
}
