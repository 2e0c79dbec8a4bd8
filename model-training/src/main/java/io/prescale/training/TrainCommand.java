package io.prescale.training;

import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleWriter;
import io.prescale.forecasting.history.HistoryException;
import io.prescale.forecasting.history.LoadedHistory;
import io.prescale.forecasting.network.EngineUnavailableException;
import io.prescale.training.fit.TrainingData;
import io.prescale.training.fit.TrainingPlan;
import io.prescale.training.history.HistoryOptions;
import io.prescale.training.history.HistoryReport;
import io.prescale.training.process.EnsembleTraining;
import io.prescale.training.process.Interruption;
import io.prescale.training.series.TrainingException;
import io.prescale.training.storage.StorageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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

  @Option(
      names = "--processes",
      paramLabel = "N",
      description =
          "Members of an ensemble that are trained side by side, each in a process with the heap of"
              + " this one (default: as many as there are members, at most one for each"
              + " processor). The result does not depend on it.")
  private Integer processes;

  @Option(
      names = "--restart",
      description =
          "Forget what an interrupted training of the same model has done. Without it, the same"
              + " command goes on where it stopped.")
  private boolean restart;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    TrainingPlan plan;
    List<Long> seeds;
    try {
      plan = options.plan();
      seeds = options.seeds();
      if (processes != null && processes < 1) {
        throw new IllegalArgumentException("processes must be at least 1, but is " + processes);
      }
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
              + "). What is trained is kept in "
              + EnsembleTraining.workFolder(output)
              + "; make room, then run the same command again to go on.");
    }
  }

  private void train(TrainingPlan plan, List<Long> seeds) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    LoadedHistory loaded = history.load();
    new HistoryReport(out).print(loaded);
    TrainingReport report = new TrainingReport(out);
    TrainingData data = TrainingData.of(loaded.series(), plan.fractions(), plan.schema());
    report.windows(data);
    try (EnsembleTraining training =
        EnsembleTraining.open(output, loaded.series(), plan, seeds, restart)) {
      report.found(training.found(), restart, training.trained());
      ModelBundle bundle = train(training, data, seeds.size());
      new ModelBundleWriter().write(bundle, output);
      training.delete();
      report.result(bundle, output);
    }
    out.flush();
  }

  private ModelBundle train(EnsembleTraining training, TrainingData data, int members) {
    PrintWriter out = spec.commandLine().getOut();
    int parallel = Math.min(members, Runtime.getRuntime().availableProcessors());
    String advice =
        "Stopped. What is trained so far is kept in "
            + EnsembleTraining.workFolder(output)
            + "; run the same command again to go on.";
    try (TrainingProgress progress = new TrainingProgress(out, members, Clock.systemUTC());
        Interruption interruption = Interruption.say(advice, spec.commandLine().getErr())) {
      return training.train(data, processes == null ? parallel : processes, progress, progress);
    }
  }

  /** Asked before the training, so that nobody waits for a result that has no place to go. */
  private static void requireFree(Path folder) {
    if (!Files.exists(folder)) {
      requireWritable(folder.toAbsolutePath().getParent());
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

  /** The nearest folder that exists is where the first one will be made. */
  private static void requireWritable(Path parent) {
    Path nearest = parent;
    while (nearest != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    if (nearest != null && !Files.isDirectory(nearest)) {
      throw new TrainingException(nearest + " is a file; name a new folder with --output");
    }
    if (nearest != null && !Files.isWritable(nearest)) {
      throw new TrainingException(
          "folder " + nearest + " cannot be written; name another one with --output");
    }
  }

  private int fail(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("train: " + message);
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
