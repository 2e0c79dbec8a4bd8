package io.prescale.cli;

import io.prescale.simulator.generate.HistoryGenerator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code prescale generate}: the history of a simulated fleet. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = {
      "Writes history.csv and business_calendar.json of a simulated fleet, to try replay and train"
          + " with. The same options give the same bytes."
    })
final class GenerateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Where the two files are written.")
  private Path output;

  @Option(
      names = "--groups",
      paramLabel = "N",
      defaultValue = "24",
      description = "Auto scaling groups. Default: ${DEFAULT-VALUE}.")
  private int groups;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "14",
      description = "Length of the history. Default: ${DEFAULT-VALUE}.")
  private int days;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another seed makes another fleet. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() throws Exception {
    if (groups < 1 || groups > 10_000) {
      throw new ParameterException(
          spec.commandLine(), "--groups must be from 1 to 10000, but is " + groups);
    }
    if (days < 1 || days > 366) {
      throw new ParameterException(
          spec.commandLine(), "--days must be from 1 to 366, but is " + days);
    }
    HistoryGenerator.Result result =
        HistoryGenerator.write(output, groups, Duration.ofDays(days), seed);
    spec.commandLine()
        .getOut()
        .printf(
            "wrote %,d rows to %s%nwrote %s%n", result.rows(), result.history(), result.calendar());
    return 0;
  }
}
