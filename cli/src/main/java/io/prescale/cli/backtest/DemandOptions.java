package io.prescale.cli.backtest;

import io.prescale.forecasting.history.HistoryLoader;
import io.prescale.forecasting.history.HistorySource;
import io.prescale.forecasting.history.LoadedHistory;
import io.prescale.forecasting.history.LocalHistory;
import io.prescale.forecasting.history.TargetColumns;
import io.prescale.simulator.backtest.InstanceScale;
import io.prescale.simulator.backtest.report.ReportNotes;
import io.prescale.simulator.demand.DemandReader;
import io.prescale.simulator.demand.DemandSeries;
import io.prescale.simulator.demand.RecordedDemand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Where demand comes from, and how much of it one instance does. */
public final class DemandOptions {
  private static final double DEFAULT_PEAK_INSTANCES = 20;
  private static final double MOST_DEMAND = 1e15;
  private static final double MOST_INSTANCES = 100_000;

  @Option(
      names = "--demand",
      arity = "1..*",
      paramLabel = "FILE",
      description = {
        "Demand traces: CSV with timestamp and one of the columns demand, request_count, value,"
            + " cpu_utilization, in rows of equal distance from one minute to one hour; event_active"
            + " tells of events that the calendar knows ahead."
      })
  private List<Path> demand = new ArrayList<>();

  @Option(
      names = "--history",
      arity = "1..*",
      paramLabel = "PATH",
      description = {
        "Recorded history, files or folders: demand is cpu_utilization x in_service_instances, and"
            + " what really happened is shown as the policy recorded."
      })
  private List<Path> history = new ArrayList<>();

  @Option(
      names = "--instance-capacity",
      paramLabel = "N",
      description =
          "Demand that keeps one instance fully busy for one minute, in the unit of --demand.")
  private Double instanceCapacity;

  @Option(
      names = "--peak-instances",
      paramLabel = "N",
      description =
          "Scale each trace so that its peak before the figures needs so many instances at the"
              + " target utilisation. Default: 20.")
  private Double peakInstances;

  /**
   * Checks what can be checked without reading.
   *
   * @throws IllegalArgumentException if the options do not fit together; the message names them
   */
  public void check() {
    if (demand.isEmpty() && history.isEmpty()) {
      throw new IllegalArgumentException("name a demand trace with --demand, or --history");
    }
    if (instanceCapacity != null && peakInstances != null) {
      throw new IllegalArgumentException(
          "--instance-capacity and --peak-instances exclude each other");
    }
    if (instanceCapacity != null && !history.isEmpty()) {
      throw new IllegalArgumentException(
          "--instance-capacity is for --demand; what instances of a --history do is on record");
    }
    scale();
  }

  /** How much one instance does. */
  public InstanceScale scale() {
    if (instanceCapacity != null) {
      return InstanceScale.of(
          OptionRange.above("--instance-capacity", instanceCapacity, 0, MOST_DEMAND));
    }
    double peak = peakInstances == null ? DEFAULT_PEAK_INSTANCES : peakInstances;
    return InstanceScale.ofPeak(OptionRange.above("--peak-instances", peak, 0, MOST_INSTANCES));
  }

  /**
   * What was read.
   *
   * @param series traces first
   * @param notes what the user should know of the history, and what of it is not used
   */
  public record DemandInput(List<DemandSeries> series, ReportNotes notes) {}

  /** Reads all series. */
  public DemandInput read() {
    List<DemandSeries> series = new ArrayList<>();
    ReportNotes notes = ReportNotes.none();
    demand.forEach(file -> series.addAll(DemandReader.read(file)));
    if (!history.isEmpty()) {
      List<HistorySource> sources = new ArrayList<>();
      history.forEach(path -> sources.addAll(LocalHistory.list(path)));
      LoadedHistory loaded = HistoryLoader.load(sources, TargetColumns.cpuUtilization());
      String named = history.stream().map(Path::toString).collect(Collectors.joining(", "));
      loaded.series().forEach(one -> series.add(RecordedDemand.of(one, named)));
      notes =
          new ReportNotes(
              loaded.remarks(),
              loaded.leftOut().stream()
                  .map(left -> new ReportNotes.LeftOut(left.source(), left.description()))
                  .toList());
    }
    return new DemandInput(series, notes);
  }
}
