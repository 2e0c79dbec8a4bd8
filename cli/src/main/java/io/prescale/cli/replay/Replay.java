package io.prescale.cli.replay;

import io.prescale.cli.EmbeddedCluster;
import io.prescale.cli.LocalFiles;
import io.prescale.connectors.calendar.CalendarSnapshot;
import io.prescale.connectors.model.ModelPointer;
import io.prescale.connectors.model.ModelPointerPoller;
import io.prescale.connectors.polling.Poller;
import io.prescale.domain.calendar.BusinessCalendar;
import io.prescale.domain.calendar.CalendarException;
import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.forecasting.Forecaster;
import io.prescale.jobs.scaler.FlinkBundleFiles;
import io.prescale.jobs.scaler.Operators;
import io.prescale.jobs.scaler.PolledStreams;
import io.prescale.jobs.scaler.ScalerInputs;
import io.prescale.jobs.scaler.ScalerOutputs;
import io.prescale.jobs.scaler.ScalerSettings;
import io.prescale.jobs.scaler.ScalerTopology;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * Runs a history through the scaler's topology as a bounded job in this process, and writes {@code
 * decisions.jsonl}: the same bytes for the same input, whatever the parallelism.
 */
public final class Replay {
  /** Name of the file that is written. */
  public static final String DECISIONS = "decisions.jsonl";

  private final List<Path> history;
  private final ReplayFleet fleet;
  private final int parallelism;
  private final PrintWriter out;
  private final Configuration cluster;
  private Path model;
  private Path calendar;

  /**
   * @param history CSV files, or folders of them
   * @param parallelism subtasks of each operator
   * @param out for the summary
   */
  public Replay(List<Path> history, ReplayFleet fleet, int parallelism, PrintWriter out) {
    this.history = List.copyOf(history);
    this.fleet = fleet;
    this.parallelism = parallelism;
    this.out = out;
    this.cluster = EmbeddedCluster.configuration(parallelism);
  }

  /** Forecasts with this bundle; {@code null} for no forecasts. */
  public Replay withModel(Path bundle) {
    model = bundle;
    return this;
  }

  /** Uses this calendar; {@code null} for the sales that the history records. */
  public Replay withCalendar(Path file) {
    calendar = file;
    return this;
  }

  /** Runs on a cluster that differs in these options. */
  Replay withCluster(Configuration options) {
    cluster.addAll(options);
    return this;
  }

  /**
   * Runs to the end of the history.
   *
   * @param folder gets the decisions; made if it does not exist
   */
  public void run(Path folder) throws Exception {
    ReplayHistory recorded = ReplayHistory.read(history);
    CalendarSnapshot events = calendar(recorded);
    List<ModelPointer> models = models();
    Files.createDirectories(folder);
    long samples = recorded.samples();

    StreamExecutionEnvironment environment = EmbeddedCluster.environment(parallelism, cluster);
    ScalerOutputs outputs =
        ScalerTopology.build(
            new ScalerInputs(
                metrics(environment, recorded.records()),
                PolledStreams.of(
                    environment,
                    Operators.FLEET,
                    TypeInformation.of(FleetUpdate.class),
                    fleet.updates(recorded.groups().values())),
                PolledStreams.of(
                    environment,
                    Operators.CALENDAR,
                    TypeInformation.of(CalendarSnapshot.class),
                    List.of(events)),
                PolledStreams.of(
                    environment, Operators.MODELS, TypeInformation.of(ModelPointer.class), models)),
            ScalerSettings.history());
    ReplaySummary summary = new ReplaySummary();
    try (SortedDecisions sorted = new SortedDecisions(folder);
        CloseableIterator<ScalingDecision> decisions = outputs.decisions().collectAsync()) {
      JobClient job = environment.executeAsync("prescale-replay");
      follow(decisions, sorted, summary, samples);
      job.getJobExecutionResult().get();
      sorted.writeTo(folder.resolve(DECISIONS));
    }
    summary.print(out, samples);
    out.println("written     " + folder.resolve(DECISIONS));
    out.flush();
  }

  private DataStream<byte[]> metrics(StreamExecutionEnvironment environment, int records) {
    List<String> paths = history.stream().map(path -> path.toAbsolutePath().toString()).toList();
    return environment
        .fromSource(
            new DataGeneratorSource<>(
                new HistoryRecords(paths),
                records,
                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO),
            WatermarkStrategy.noWatermarks(),
            Operators.METRICS)
        .uid(Operators.METRICS)
        .setParallelism(1);
  }

  private CalendarSnapshot calendar(ReplayHistory recorded) throws IOException, CalendarException {
    String json = calendar == null ? SaleCalendar.of(recorded.rows()) : Files.readString(calendar);
    String source = calendar == null ? "the history's is_sale_active" : calendar.toString();
    // Refused here, with all that is wrong, rather than in the middle of the job.
    BusinessCalendar.parse(json, source);
    return new CalendarSnapshot(json, source);
  }

  private List<ModelPointer> models() throws Exception {
    if (model == null) {
      return List.of();
    }
    ModelPointer pointer;
    try (Poller<ModelPointer> poller =
        ModelPointerPoller.factory(LocalFiles.flinkPath(model)).create()) {
      poller.open(null);
      pointer = poller.poll().records().get(0);
    }
    // Refused here, with the reason, rather than in the middle of the job.
    Forecaster.load(new FlinkBundleFiles(pointer.bundlePath)).close();
    return List.of(pointer);
  }

  private static void follow(
      CloseableIterator<ScalingDecision> decisions,
      SortedDecisions sorted,
      ReplaySummary summary,
      long samples)
      throws IOException {
    try (ProgressBar progress =
        new ProgressBarBuilder()
            .setTaskName("Replaying")
            .setInitialMax(samples)
            .setUpdateIntervalMillis(500)
            .build()) {
      while (decisions.hasNext()) {
        ScalingDecision decision = decisions.next();
        sorted.add(decision);
        summary.add(decision);
        progress.step();
      }
    }
  }
}
