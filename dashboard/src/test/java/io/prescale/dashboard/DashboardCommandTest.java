package io.prescale.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DashboardCommandTest {
  private static final String DATABASE = "--database=jdbc:h2:mem:command";

  @Test
  void databasesOfOtherKindsAreRefused() {
    assertThat(refusalOf("--database=jdbc:mysql://host/x"))
        .contains("--database", "jdbc:postgresql://HOST/DATABASE");
  }

  @Test
  void optionsOutOfRangeAreNamed() {
    assertThat(refusalOf(DATABASE, "--port=70000")).contains("--port must be from 0 to 65535");
    assertThat(refusalOf(DATABASE, "--flink-url=javascript:alert(1)"))
        .contains("--flink-url must begin with http:// or https://");
  }

  @Test
  void filesThatAreNotThereAreNamed(@TempDir Path folder) {
    Path missing = folder.resolve("missing");
    assertThat(refusalOf(DATABASE, "--token-file=" + missing))
        .contains("--token-file", missing.toString());
    assertThat(refusalOf(DATABASE, "--calendar=" + missing)).contains("--calendar " + missing);
    assertThat(refusalOf(DATABASE, "--models=" + missing)).contains("--models " + missing);
  }

  @Test
  void aTokenThatIsTooShortIsRefusedWithoutPrintingIt(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "hunter2\n");
    assertThat(refusalOf(DATABASE, "--token-file=" + file))
        .contains(file.toString(), "16 to 1024")
        .doesNotContain("hunter2");
  }

  private static String refusalOf(String... arguments) {
    StringWriter errors = new StringWriter();
    int exitCode =
        new CommandLine(new DashboardCommand()).setErr(new PrintWriter(errors)).execute(arguments);
    assertThat(exitCode).isEqualTo(CommandLine.ExitCode.USAGE);
    return errors.toString();
  }
}
