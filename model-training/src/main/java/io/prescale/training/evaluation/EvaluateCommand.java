package io.prescale.training.evaluation;

import io.prescale.forecasting.bundle.ModelBundleException;
import io.prescale.forecasting.history.HistoryException;
import io.prescale.forecasting.history.LoadedHistory;
import io.prescale.forecasting.network.EngineUnavailableException;
import io.prescale.training.evaluation.report.ReportFolder;
import io.prescale.training.history.HistoryOptions;
import io.prescale.training.history.HistoryReport;
import io.prescale.training.series.ActualSeriesFactory;
import io.prescale.training.series.TrainingException;
import io.prescale.training.storage.StorageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code prescale evaluate}: how good a model's forecasts are on recorded history. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures a model's forecasts on the newest part of recorded history, beside persistence (the"
          + " newest value stays), AR24 (a linear model of the newest 24 values) and the value of"
          + " the day before, and writes a report: report.html to read, series.csv and"
          + " evaluation.json to compute with."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the report is written",
      "1:it is not; the message says why",
      "2:the options are wrong"
    })
public final class EvaluateCommand implements Callable<Integer> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._+-]{0,39}");

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "The model bundle to evaluate.")
  private Path model;

  @Mixin private HistoryOptions history;

  @Option(
      names = "--report",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder of the report; must not exist, be empty, or hold an earlier report, which is"
              + " then replaced.")
  private Path report;

  @Option(
      names = "--test-fraction",
      defaultValue = "0.2",
      description =
          "Newest share of each series that forecasts are measured on (default:"
              + " ${DEFAULT-VALUE}).")
  private double testFraction;

  @Option(
      names = "--compare",
      paramLabel = "NAME=DIR",
      description =
          "A further model bundle to measure on the same targets, under this name. Repeatable.")
  private Map<String, Path> compared = new LinkedHashMap<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    requireUsableNames();
    ActualSeriesFactory factory;
    try {
      factory = new ActualSeriesFactory(testFraction);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    try {
      ReportFolder folder = ReportFolder.of(report);
      evaluate(factory, folder);
      return CommandLine.ExitCode.OK;
    } catch (HistoryException
        | StorageException
        | ModelBundleException
        | TrainingException
        | EngineUnavailableException e) {
      return fail(e.getMessage());
    } catch (IOException e) {
      return fail(
          report
              + ": the report cannot be written ("
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage()
              + ")");
    }
  }

  private void evaluate(ActualSeriesFactory factory, ReportFolder folder) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (LoadedModels models = LoadedModels.load(model, compared)) {
      LoadedHistory loaded = history.load();
      new HistoryReport(out).print(loaded);
      EvaluationResult result;
      try (EvaluationProgress progress =
          new EvaluationProgress(out, loaded.series().size(), Clock.systemUTC())) {
        result =
            new HistoryEvaluation(
                    models, factory, new HistoryEvaluation.Setup(version(), testFraction))
                .run(loaded, progress);
      }
      if (result.series().isEmpty()) {
        throw new TrainingException(nothingMeasured(result));
      }
      folder.write(result);
      new EvaluationSummary(out).print(result, folder.page());
    }
  }

  private static String nothingMeasured(EvaluationResult result) {
    StringBuilder message = new StringBuilder("no series can be measured");
    result
        .leftOut()
        .forEach(
            series ->
                message
                    .append(System.lineSeparator())
                    .append("  ")
                    .append(series.name())
                    .append(": ")
                    .append(series.reason()));
    return message.toString();
  }

  private void requireUsableNames() {
    for (String name : compared.keySet()) {
      if (Methods.isReserved(name) || !NAME.matcher(name).matches()) {
        throw new ParameterException(
            spec.commandLine(),
            "--compare: \""
                + name
                + "\" cannot name a model; use up to 40 letters, digits, spaces, . _ + -, and none"
                + " of model, "
                + String.join(", ", Methods.BASELINES));
      }
    }
  }

  /** The version of the command that this one is part of. */
  private String version() {
    String[] version = spec.root().version();
    return version.length == 0 ? "prescale" : version[0];
  }

  private int fail(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("evaluate: " + message);
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
