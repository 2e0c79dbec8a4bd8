package io.prescale.training;

import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleWriter;
import io.prescale.forecasting.history.HistoryException;
import io.prescale.forecasting.history.LoadedHistory;
import io.prescale.forecasting.network.EngineUnavailableException;
import io.prescale.training.fit.ModelTraining;
import io.prescale.training.fit.TrainingData;
import io.prescale.training.fit.TrainingPlan;
import io.prescale.training.history.HistoryOptions;
import io.prescale.training.history.HistoryReport;
import io.prescale.training.series.TrainingException;
import io.prescale.training.storage.StorageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code prescale train}: from history files to a model bundle. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains a model on metric history and writes a model bundle.",
      "History files are CSV: timestamp,cpu_utilization[,network_in,request_count,is_sale_active,"
          + "in_service_instances,desired_capacity,auto_scaling_group]. What cannot be used of them "
          + "is left out and listed. Each group's series is "
          + "split in the order of time; the newest part is held out to report how good the "
          + "forecasts are beside persistence (the newest value stays)."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the bundle is written",
      "1:it is not; the message says why",
      "2:the options are wrong"
    })
public final class TrainCommand implements Callable<Integer> {
  @Mixin private HistoryOptions history;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the bundle; must not exist, or be empty.")
  private Path output;

  @Mixin private TrainOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    TrainingPlan plan;
    List<Long> seeds;
    try {
      plan = options.plan();
      seeds = options.seeds();
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    try {
      requireFree(output);
      train(plan, seeds);
      return CommandLine.ExitCode.OK;
    } catch (HistoryException
        | StorageException
        | TrainingException
        | EngineUnavailableException e) {
      return fail(e.getMessage());
    } catch (IOException e) {
      return fail(
          output
              + ": the bundle cannot be written ("
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage()
              + ")");
    }
  }

  private void train(TrainingPlan plan, List<Long> seeds) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    LoadedHistory loaded = history.load();
    new HistoryReport(out).print(loaded);
    TrainingReport report = new TrainingReport(out);
    TrainingData data = TrainingData.of(loaded.series(), plan.fractions(), plan.schema());
    report.windows(data);
    ModelBundle bundle;
    try (TrainingProgress progress = new TrainingProgress(out)) {
      bundle = new ModelTraining(data, plan).train(seeds, progress);
    }
    new ModelBundleWriter().write(bundle, output);
    report.result(bundle, output);
    out.flush();
  }

  /** Asked before the training, so that nobody waits for a result that has no place to go. */
  private static void requireFree(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new TrainingException(folder + " is a file; name a new folder with --output");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new TrainingException(
            folder + " exists and is not empty; name another folder with --output");
      }
    } catch (IOException e) {
      throw new TrainingException(folder + " cannot be read (" + e.getMessage() + ")");
    }
  }

  private int fail(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("train: " + message);
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
