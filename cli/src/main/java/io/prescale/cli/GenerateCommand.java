package io.prescale.cli;

import io.prescale.cli.backtest.DemandCourseOptions;
import io.prescale.simulator.fleet.FleetSpecification;
import io.prescale.simulator.generate.DemandWriter;
import io.prescale.simulator.generate.HistoryGenerator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
          + " with, and its demand for backtest if asked. The same options give the same bytes."
    })
final class GenerateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Where the files are written.")
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

  @Option(
      names = "--demand",
      description =
          "Also write demand.csv: the demand of each group minute by minute, in percent of one"
              + " instance, for backtest --demand demand.csv --instance-capacity 100.")
  private boolean demand;

  @Mixin private DemandCourseOptions course = new DemandCourseOptions();

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
    Duration span = Duration.ofDays(days);
    FleetSpecification fleet;
    try {
      fleet = HistoryGenerator.fleet(groups, span, seed, course.toCourse());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    HistoryGenerator.Result result = HistoryGenerator.write(output, fleet, span);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "wrote %,d rows to %s%nwrote %s%n", result.rows(), result.history(), result.calendar());
    if (demand) {
      Path file = output.resolve("demand.csv");
      out.printf("wrote %,d rows to %s%n", DemandWriter.write(file, fleet, span), file);
    }
    return 0;
  }
}
