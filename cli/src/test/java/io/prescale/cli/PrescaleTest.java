package io.prescale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PrescaleTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void listsItsCommands() {
    assertThat(prescale("--help")).isZero();
    assertThat(out.toString())
        .contains("local", "replay", "train", "tune", "evaluate", "model", "generate", "benchmark");
  }

  @Test
  void namesAMisspeltOptionAndTheNearestOne() {
    assertThat(prescale("replay", "--histroy", "x", "--output", "y")).isEqualTo(2);
    assertThat(err.toString())
        .contains("no option '--histroy'; did you mean --history?")
        .contains("Missing required option: '--history=PATH'")
        .contains("See 'prescale replay --help'");
  }

  @Test
  void suggestsTheNearestCommand() {
    assertThat(prescale("repaly")).isEqualTo(2);
    assertThat(err.toString()).contains("repaly").contains("replay");
  }

  @Test
  void refusesImpossibleOptions() {
    assertThat(prescale("local", "--speed", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--speed must be from 1 to 3600");
    assertThat(prescale("local", "--duration", "soon")).isEqualTo(2);
    assertThat(err.toString()).contains("write 90s, 10m or 2h");
    assertThat(prescale("replay", "--history", "x", "--output", "y", "--min-size", "9"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--min-size, --capacity and --max-size must rise");
  }

  @Test
  void namesFileLineAndColumnOfABadHistory() throws Exception {
    Path history =
        Files.writeString(
            folder.resolve("web.csv"),
            "timestamp,cpu_utilization\n2026-01-01T00:00:00Z,12\n2026-01-01T00:05:00Z,many\n");

    assertThat(prescale("replay", "--history", history.toString(), "--output", output()))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("web.csv, line 3, column cpu_utilization")
        .contains("\"many\"");
  }

  @Test
  void listsAllThatIsWrongWithACalendarBeforeItStarts() throws Exception {
    Path history =
        Files.writeString(
            folder.resolve("web.csv"), "timestamp,cpu_utilization\n2026-01-01T00:00:00Z,12\n");
    Path calendar =
        Files.writeString(
            folder.resolve("calendar.json"),
            "{\"events\": [{\"id\": \"sale\", \"start\": \"2026-01-01T00:00:00Z\","
                + " \"freezScaleIn\": true}]}");

    int exitCode =
        prescale(
            "replay",
            "--history",
            history.toString(),
            "--calendar",
            calendar.toString(),
            "--output",
            output());

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString())
        .contains("did you mean freezeScaleIn?")
        .contains("field end: is missing");
    assertThat(Path.of(output())).doesNotExist();
  }

  @Test
  void saysThatThereIsNoModel() throws Exception {
    Path history =
        Files.writeString(
            folder.resolve("web.csv"), "timestamp,cpu_utilization\n2026-01-01T00:00:00Z,12\n");

    int exitCode =
        prescale(
            "replay",
            "--history",
            history.toString(),
            "--model",
            folder.toString(),
            "--output",
            output());

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString()).contains("holds neither current.json nor model.json");
  }

  private String output() {
    return folder.resolve("output").toString();
  }

  private int prescale(String... arguments) {
    CommandLine commandLine =
        Prescale.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
