package io.prescale.cli;

import io.prescale.cli.backtest.BacktestFleetOptions;
import io.prescale.cli.backtest.BacktestObjectiveOptions;
import io.prescale.cli.backtest.BacktestProgress;
import io.prescale.cli.backtest.DemandOptions;
import io.prescale.cli.backtest.DemandOptions.DemandInput;
import io.prescale.forecasting.bundle.LocalBundleFiles;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleLoader;
import io.prescale.simulator.backtest.Backtest;
import io.prescale.simulator.backtest.HistoryExport;
import io.prescale.simulator.backtest.PolicyName;
import io.prescale.simulator.backtest.output.BacktestCsv;
import io.prescale.simulator.backtest.output.BacktestJson;
import io.prescale.simulator.backtest.output.BacktestTable;
import io.prescale.simulator.backtest.report.BacktestReport;
import io.prescale.simulator.backtest.report.ReportNotes;
import io.prescale.simulator.backtest.result.BacktestResult;
import io.prescale.simulator.backtest.result.BacktestSettings;
import io.prescale.simulator.demand.DemandSeries;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code prescale backtest}: what each policy would have cost, in overload and in instances. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs scaling policies on a simulated group that serves given demand, and compares minutes of"
          + " overload, instance-hours and actions.",
      "The oldest part of each series only warms the policies up; the figures are of the rest. The"
          + " result is the same from run to run, whatever the number of threads."
    })
final class BacktestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DemandOptions demand = new DemandOptions();

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description =
          "A model bundle for the policies prescale-*. Default: the one that comes with"
              + " Prescale.")
  private Path model;

  @Option(
      names = "--policies",
      paramLabel = "NAMES",
      split = ",",
      description =
          "Policies to run, with commas between: static-peak, step, target-tracking,"
              + " aws-predictive, holt-winters, seasonal-naive, oracle, prescale-step,"
              + " prescale-target, prescale-target-net. Default: all.")
  private List<String> policies;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Where backtest.json, backtest.csv, the minutes of each series and report.html are"
              + " written.")
  private Path output;

  @Mixin private BacktestFleetOptions fleet = new BacktestFleetOptions();

  @Mixin private BacktestObjectiveOptions objectives = new BacktestObjectiveOptions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of everything random. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Series run side by side. Default: one thread for each processor.")
  private Integer threads;

  @Option(
      names = "--write-history",
      paramLabel = "DIR",
      description =
          "Instead of a backtest, write the history that groups serving the demand under target"
              + " tracking would have, to train a model on.")
  private Path history;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    BacktestSettings settings;
    List<PolicyName> chosen;
    try {
      settings = new BacktestSettings(fleet.toSettings(), objectives.toObjectives(), seed);
      chosen = chosenPolicies();
      demand.check();
      if (threads != null && threads < 1) {
        throw new IllegalArgumentException("--threads must be at least 1, but is " + threads);
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    DemandInput input = demand.read();
    List<DemandSeries> series = input.series();
    input.notes().warnings().forEach(out::println);
    input.notes().leftOut().forEach(left -> out.println(left.name() + ": " + left.reason()));
    series.forEach(one -> one.remarks().forEach(out::println));
    if (history != null) {
      for (Path file : new HistoryExport(settings, demand.scale()).write(series, history)) {
        out.println("written     " + file);
      }
      return 0;
    }
    if (output != null) {
      Files.createDirectories(output);
    }
    BacktestResult result = run(settings, chosen, series);
    new BacktestTable(out).print(result);
    if (output != null) {
      write(result, input.notes(), out);
    }
    return 0;
  }

  private List<PolicyName> chosenPolicies() {
    return policies == null
        ? Arrays.asList(PolicyName.values())
        : policies.stream().map(PolicyName::of).toList();
  }

  private BacktestResult run(
      BacktestSettings settings, List<PolicyName> chosen, List<DemandSeries> series)
      throws InterruptedException {
    Optional<ModelBundle> bundle =
        chosen.stream().anyMatch(PolicyName::forecastsByModel)
            ? Optional.of(
                new ModelBundleLoader()
                    .load(new LocalBundleFiles(model == null ? DefaultModel.folder() : model)))
            : Optional.empty();
    long minutes = series.stream().mapToLong(DemandSeries::minutes).sum() * chosen.size();
    int parallel = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    try (BacktestProgress progress = new BacktestProgress(minutes)) {
      return new Backtest(settings, demand.scale(), chosen, bundle, progress).run(series, parallel);
    }
  }

  private void write(BacktestResult result, ReportNotes notes, PrintWriter out) throws IOException {
    Path json = output.resolve(BacktestJson.FILE);
    new BacktestJson().write(result, json);
    new BacktestCsv().write(result, output);
    Path page = new BacktestReport(result, notes).write(output);
    out.println("written     " + json);
    out.println("written     " + output.resolve(BacktestCsv.FIGURES));
    out.println("written     " + output.resolve(BacktestCsv.MINUTES));
    out.println("written     " + page);
    out.flush();
  }
}
