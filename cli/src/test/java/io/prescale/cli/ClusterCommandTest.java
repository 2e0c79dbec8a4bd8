package io.prescale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cluster --groups=0|--groups must be from 1 to 1000, but is 0",
        "cluster --speed=0.5|--speed must be from 1 to 300, but is 0.5",
        "cluster --task-managers=1 --slots=2|the three jobs take four slots",
        "cluster --prot web-ui=1|no option '--prot'; did you mean --port?",
        "simulate --groups=0|--groups must be from 1 to 10000, but is 0",
        "simulate --speed=0|--speed must be from 1 to 3600, but is 0.0",
        "storage --port=70000|--port must be from 0 to 65535, but is 70000",
        "dashboard --database=jdbc:h2:mem:x --simulation-speed=9|needs --simulation-start"
      })
  void wrongOptionsAreNamed(String command, String message) {
    assertThat(prescale(command.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void stopAndStatusWhereNothingRunsSaySo() {
    assertThat(prescale("cluster", "stop", "--directory", folder.toString())).isZero();
    assertThat(prescale("cluster", "status", "--directory", folder.toString())).isEqualTo(1);
    assertThat(out.toString().lines().distinct())
        .containsExactly("No cluster runs in " + folder + ".");
  }

  private int prescale(String... arguments) {
    return Prescale.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
