package io.prescale.training.tune;

import io.prescale.forecasting.history.HistoryException;
import io.prescale.forecasting.history.LoadedHistory;
import io.prescale.forecasting.network.EngineUnavailableException;
import io.prescale.training.history.HistoryOptions;
import io.prescale.training.history.HistoryReport;
import io.prescale.training.series.TrainingException;
import io.prescale.training.storage.StorageException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code prescale tune}: searches the options of {@code train} that suit a history. */
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Searches for options of 'train' that forecast a history better than the preset.",
      "Random trials begin with few epochs; the best of them go on with more (successive halving)."
          + " Each is measured by walk-forward validation: its error over that of persistence (the"
          + " newest value stays) on parts of the series that lie behind what it was trained on."
          + " The newest part of each series, the test part, is never looked at. At the end the"
          + " best trial and the preset are trained once more with other seeds.",
      "The same command goes on where it stopped, with more --trials or --time if you like."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the leaderboard is written",
      "1:it is not; the message says why",
      "2:the options are wrong"
    })
public final class TuneCommand implements Callable<Integer> {
  @Mixin private HistoryOptions history;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder that keeps the search and its leaderboard.csv and leaderboard.json; must not"
              + " exist, be empty, or hold the same search.")
  private Path output;

  @Mixin private SearchOptions options;

  @Option(
      names = "--processes",
      paramLabel = "N",
      description =
          "Trainings side by side, each in a process with the heap of this one; 1 trains in this"
              + " process (default: one for each processor). The result does not depend on it.")
  private Integer processes;

  @Option(
      names = "--restart",
      description = "Forget what an earlier search has left in the folder.")
  private boolean restart;

  @Spec private CommandSpec spec;

  private final Clock clock;

  public TuneCommand() {
    this(Clock.systemUTC());
  }

  /**
   * @param clock tells how much time is spent
   */
  TuneCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    try {
      options.plan();
      options.space();
      if (processes != null && processes < 1) {
        throw new IllegalArgumentException("--processes must be at least 1, but is " + processes);
      }
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    try {
      tune();
      return CommandLine.ExitCode.OK;
    } catch (HistoryException
        | StorageException
        | TrainingException
        | EngineUnavailableException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("tune: " + e.getMessage());
      err.flush();
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private void tune() {
    PrintWriter out = spec.commandLine().getOut();
    LoadedHistory loaded = history.load();
    new HistoryReport(out).print(loaded);
    TrainCommandLine command =
        new TrainCommandLine(
            history.arguments(), options.fractionArguments(), options.seed(), output + "-model");
    int most = processes == null ? Runtime.getRuntime().availableProcessors() : processes;
    new Tuning(options, output, command, clock, out)
        .run(loaded.series(), most, restart, spec.commandLine().getErr());
  }
}
