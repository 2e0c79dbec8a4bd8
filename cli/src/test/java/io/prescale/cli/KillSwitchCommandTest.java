package io.prescale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.fleet.KillSwitch;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KillSwitchCommandTest {
  @TempDir Path folder;

  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("kill-switch.json");
  }

  @Test
  void stopsAndReleases() throws Exception {
    assertThat(run("--observe", "web-*", "--observe", "api", "--reason", "incident 4711")).isZero();
    assertThat(output.toString())
        .isEqualToNormalizingNewlines("Stopped, and only observed: web-*, api (incident 4711)\n");
    KillSwitch stopped = KillSwitch.parse(Files.readString(file));
    assertThat(stopped.reasonFor("web-blue")).contains("incident 4711");
    assertThat(stopped.reasonFor("search")).isEmpty();

    assertThat(run("--release")).isZero();
    assertThat(KillSwitch.parse(Files.readString(file)).isOff()).isTrue();
    assertThat(output.toString()).endsWith("Nothing is stopped." + System.lineSeparator());
  }

  @Test
  void showsWhatIsInForceAndChangesNothing() throws Exception {
    Files.writeString(file, "{\"observe\": [\"*\"");

    assertThat(run()).isZero();

    assertThat(output.toString())
        .contains("Stopped, and only observed: * (every group is stopped because it has an error:");
    assertThat(file).hasContent("{\"observe\": [\"*\"");
  }

  @Test
  void fileThatDoesNotExistIsNotTakenForOneThatStopsNothing() {
    assertThat(run()).isEqualTo(1);
    assertThat(errors.toString())
        .contains("there is no " + file, "changes nothing until it is there", "--release");
    assertThat(file).doesNotExist();
  }

  @Test
  void reasonWithoutGroupsIsRefused() {
    assertThat(run("--release", "--reason", "over")).isEqualTo(2);
    assertThat(errors.toString()).contains("--reason goes with --observe");
    assertThat(file).doesNotExist();
  }

  @Test
  void stopsOrReleasesButNotBoth() {
    assertThat(run("--release", "--observe", "*")).isEqualTo(2);
    assertThat(errors.toString()).contains("--observe").contains("--release");
  }

  @Test
  void bucketAloneIsNoFile() {
    CommandLine commandLine = commandLine();
    assertThat(commandLine.execute("kill-switch", "s3://bucket")).isEqualTo(2);
    assertThat(commandLine.execute("kill-switch", "s3://bucket/")).isEqualTo(2);
    assertThat(errors.toString())
        .contains("FILE: expected a file", "but was 's3://bucket'", "but was 's3://bucket/'");
  }

  private int run(String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "kill-switch";
    arguments[1] = file.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return commandLine().execute(arguments);
  }

  private CommandLine commandLine() {
    return Prescale.commandLine().setOut(new PrintWriter(output)).setErr(new PrintWriter(errors));
  }
}
