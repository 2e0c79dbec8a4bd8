package io.prescale.training.history;

import io.prescale.forecasting.history.HistoryLoader;
import io.prescale.forecasting.history.LoadedHistory;
import io.prescale.forecasting.history.TargetColumns;
import io.prescale.training.storage.HistoryLocations;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which history is read, and what of it is forecast. */
public final class HistoryOptions {
  /** What {@code --target} is without being named. */
  public static final String DEFAULT_TARGETS = "cpu_utilization,request_count,value";

  @Option(
      names = "--history",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = {
        "CSV files (also .csv.gz), or folders, which are searched with all below them; local, or in"
            + " S3 (s3://bucket/prefix). Names that begin with _ or . are skipped.",
        "The group of a row is its auto_scaling_group, else that of a folder named"
            + " auto_scaling_group=NAME, else the name of the file."
      })
  private List<String> locations;

  @Option(
      names = "--target",
      paramLabel = "COLUMN[,COLUMN...]",
      defaultValue = DEFAULT_TARGETS,
      converter = TargetConverter.class,
      description =
          "What is forecast: the first of these columns that a file has. Default: "
              + "${DEFAULT-VALUE}.")
  private TargetColumns targets;

  /**
   * Reads the history.
   *
   * @throws io.prescale.forecasting.history.HistoryException if nothing usable is left, or
   *     something cannot be read
   * @throws io.prescale.training.storage.StorageException if a location cannot be used
   */
  public LoadedHistory load() {
    return load(locations, targets);
  }

  /** The options as texts that give the same again. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("--history"));
    arguments.addAll(locations);
    String columns = String.join(",", targets.names());
    if (!columns.equals(DEFAULT_TARGETS)) {
      arguments.addAll(List.of("--target", columns));
    }
    return arguments;
  }

  /** As {@link #load()}, of other locations. */
  public static LoadedHistory load(List<String> locations, TargetColumns targets) {
    try (HistoryLocations found = HistoryLocations.find(locations)) {
      return HistoryLoader.load(found.sources(), targets);
    }
  }

  /** Turns the option's text into columns. */
  public static final class TargetConverter implements ITypeConverter<TargetColumns> {
    @Override
    public TargetColumns convert(String text) {
      try {
        return TargetColumns.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
