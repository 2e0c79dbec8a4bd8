package io.prescale.training.model;

import io.prescale.forecasting.history.HistorySeries;
import io.prescale.forecasting.history.LoadedHistory;
import io.prescale.forecasting.history.TargetColumns;
import io.prescale.training.history.HistoryOptions;
import io.prescale.training.history.HistoryReport;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Option;

/** History that a model is measured on, where there is any. */
final class CheckHistoryOptions {
  @Option(
      names = "--history",
      arity = "1..*",
      paramLabel = "PATH",
      description = "History to measure on, as of train: files, folders or s3://bucket/prefix.")
  private List<String> locations;

  @Option(
      names = "--target",
      paramLabel = "COLUMN[,COLUMN...]",
      defaultValue = HistoryOptions.DEFAULT_TARGETS,
      converter = HistoryOptions.TargetConverter.class,
      description =
          "What is forecast: the first of these columns that a file has. Default: "
              + "${DEFAULT-VALUE}.")
  private TargetColumns targets;

  /** Reads it and prints what was read; empty if none was named. */
  List<HistorySeries> load(PrintWriter out) {
    if (locations == null) {
      return List.of();
    }
    LoadedHistory loaded = HistoryOptions.load(locations, targets);
    new HistoryReport(out).print(loaded);
    return loaded.series();
  }
}
