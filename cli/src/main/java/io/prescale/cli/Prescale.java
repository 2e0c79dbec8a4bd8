package io.prescale.cli;

import io.prescale.dashboard.DashboardCommand;
import io.prescale.training.TrainCommand;
import io.prescale.training.evaluation.EvaluateCommand;
import io.prescale.training.model.ModelCommand;
import io.prescale.training.tune.TuneCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The {@code prescale} command. */
@Command(
    name = "prescale",
    mixinStandardHelpOptions = true,
    version = "prescale 0.1.0",
    description = "Scales EC2 Auto Scaling groups before the load arrives.",
    subcommands = {
      LocalCommand.class,
      ClusterCommand.class,
      DashboardCommand.class,
      ReplayCommand.class,
      CollectCommand.class,
      KillSwitchCommand.class,
      SimulateCommand.class,
      StorageCommand.class,
      TrainCommand.class,
      TuneCommand.class,
      EvaluateCommand.class,
      ModelCommand.class,
      GenerateCommand.class,
      BacktestCommand.class,
      BenchmarkCommand.class,
      HelpCommand.class
    })
public final class Prescale implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Prescale() {}

  /** Exit codes: 0 done, 1 failed, 2 wrong usage. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Prescale(), new CommandFactory())
        .setExecutionExceptionHandler(new FailureReporter())
        .setParameterExceptionHandler(new UsageReporter())
        .setExecutionStrategy(UsageReporter::runKnownOptions)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
