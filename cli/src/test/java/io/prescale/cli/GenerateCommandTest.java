package io.prescale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class GenerateCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void writesADemandThatBacktestRunsOn() throws Exception {
    assertThat(
            run(
                List.of(
                    "generate",
                    "--output",
                    folder.toString(),
                    "--groups",
                    "2",
                    "--days",
                    "3",
                    "--demand",
                    "--trend",
                    "40",
                    "--flash-crowds",
                    "7",
                    "--flash-height",
                    "4",
                    "--flash-rise",
                    "2")))
        .as(err.toString())
        .isZero();
    Path demand = folder.resolve("demand.csv");
    assertThat(out.toString()).contains("wrote 8,640 rows to " + demand);

    assertThat(
            run(
                List.of(
                    "backtest",
                    "--demand",
                    demand.toString(),
                    "--instance-capacity",
                    "100",
                    "--policies",
                    "target-tracking,oracle")))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("web-001", "checkout-001", "target-tracking");
  }

  @Test
  void withoutTheNewOptionsItWritesNoDemand() throws Exception {
    assertThat(run(List.of("generate", "--output", folder.toString(), "--days", "1"))).isZero();
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("history.csv", "business_calendar.json");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--trend -100 | --trend must be above -100 and at most 1000",
        "--flash-crowds 20 | --flash-crowds must be from 0 to 14",
        "--flash-height 0.5 | --flash-height must be from 1 to 1000",
        "--flash-rise 121 | --flash-rise must be from 0 to 120",
        "--flash-half-life 0 | --flash-half-life must be from 1 to 60",
        "--days 0 | --days must be from 1 to 366",
      })
  void namesTheOptionThatIsWrong(String options, String message) {
    List<String> arguments = new ArrayList<>(List.of("generate", "--output", folder.toString()));
    arguments.addAll(List.of(options.split(" ")));

    assertThat(run(arguments)).isEqualTo(CommandLine.ExitCode.USAGE);

    assertThat(err.toString()).contains(message);
  }

  private int run(List<String> arguments) {
    return Prescale.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }
}
