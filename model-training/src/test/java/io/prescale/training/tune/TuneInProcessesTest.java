package io.prescale.training.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.training.SeriesBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TuneInProcessesTest {
  @TempDir Path folder;

  @Test
  void childrenComeToTheVerySameScores() throws IOException {
    SeriesBuilder.cpu("web", 400, slot -> 50 + 20 * Math.sin(slot / 4.0)).writeTo(folder);

    List<String> inOne = tune(1);
    List<String> inTwo = tune(2);

    assertThat(inTwo).isEqualTo(inOne).hasSize(3);
  }

  /** The rows of the leaderboard without the seconds. */
  private List<String> tune(int processes) throws IOException {
    Path output = folder.resolve("in-" + processes);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new TuneCommand(Clock.fixed(SeriesBuilder.START, ZoneOffset.UTC)))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(
                "--history=" + folder.resolve("web.csv"),
                "--output=" + output,
                "--trials=1",
                "--rungs=1",
                "--confirm=0",
                "--fix=hidden=4",
                "--fix=epochs=2",
                "--fix=epoch-windows=128",
                "--processes=" + processes);
    assertThat(code).as("%s%s", out, err).isZero();
    return Files.readAllLines(output.resolve("leaderboard.csv")).stream()
        .map(line -> line.replaceAll(",[^,]*,[^,]*$", ""))
        .toList();
  }
}
