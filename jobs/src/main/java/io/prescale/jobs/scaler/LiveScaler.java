package io.prescale.jobs.scaler;

import io.prescale.connectors.files.DayFolders;
import io.prescale.connectors.files.JsonLines;
import io.prescale.connectors.fleet.KillSwitchFile;
import io.prescale.connectors.fleet.StoppableTagReader;
import io.prescale.connectors.fleet.TagReader;
import io.prescale.connectors.json.JsonSchemas;
import io.prescale.connectors.kinesis.DecisionStreamSink;
import io.prescale.connectors.kinesis.StreamCheck;
import io.prescale.connectors.model.ModelPointerPoller;
import io.prescale.domain.time.TimeScale;
import io.prescale.jobs.configuration.ConfiguredPaths;
import io.prescale.jobs.configuration.ScalerConfiguration;
import io.prescale.jobs.configuration.ScalerOptions;
import io.prescale.jobs.configuration.SimulatedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The scaler on live metrics: its topology between the real sources and sinks. */
public final class LiveScaler {
  private final ScalerConfiguration configuration;
  private final TagReader tagReader;
  private final LiveSources sources;
  private final TimeScale timeScale;

  /** Connects what the options name. */
  public LiveScaler(ScalerConfiguration configuration) {
    this.configuration = Objects.requireNonNull(configuration, "configuration");
    this.tagReader = tagReader(configuration);
    this.sources = new LiveSources(configuration.values(), tagReader);
    this.timeScale = SimulatedTime.of(configuration.values());
  }

  /**
   * Requires that streams and buckets are there.
   *
   * @throws io.prescale.connectors.kinesis.UnusableStreamException naming the streams that are not
   * @throws io.prescale.connectors.files.UnusablePathException naming the paths that cannot be used
   */
  public void requireResources() {
    List<String> streams = new ArrayList<>();
    streams.add(configuration.get(ScalerOptions.METRICS_STREAM));
    configuration.find(ScalerOptions.DECISIONS_STREAM).ifPresent(streams::add);
    StreamCheck.requireUsable(sources.kinesis(), streams);
    ConfiguredPaths.of(configuration.values())
        .read(ScalerOptions.CALENDAR_PATH)
        .readIn(ScalerOptions.MODEL_PATH, ModelPointerPoller.POINTER)
        .read(ScalerOptions.KILL_SWITCH_PATH)
        .written(ScalerOptions.DECISIONS_PATH)
        .written(ScalerOptions.DEAD_LETTERS_PATH)
        .requireUsable();
  }

  /** Adds sources, topology and sinks to the environment. */
  public void addTo(StreamExecutionEnvironment environment) {
    ScalerOutputs outputs =
        ScalerTopology.build(
            new ScalerInputs(
                sources.metrics(environment),
                sources.fleet(environment),
                sources.calendar(environment),
                sources.models(environment)),
            settings());
    addSinks(outputs);
  }

  private static TagReader tagReader(ScalerConfiguration configuration) {
    TagReader tags = new GroupTagReader(configuration.scalingSettings());
    Duration interval = configuration.get(ScalerOptions.KILL_SWITCH_POLL_INTERVAL);
    return configuration
        .find(ScalerOptions.KILL_SWITCH_PATH)
        .<TagReader>map(path -> new StoppableTagReader(tags, new KillSwitchFile(path, interval)))
        .orElse(tags);
  }

  private ScalerSettings settings() {
    return ScalerSettings.live()
        .withFormat(configuration.get(ScalerOptions.METRICS_FORMAT))
        .withMaxOutOfOrderness(configuration.get(ScalerOptions.METRICS_MAX_OUT_OF_ORDERNESS))
        .withIdleness(configuration.get(ScalerOptions.METRICS_IDLENESS))
        .withFutureSkew(configuration.get(ScalerOptions.METRICS_FUTURE_SKEW))
        .withStaleAfter(configuration.get(ScalerOptions.METRICS_STALE_AFTER))
        .withStateTimeToLive(configuration.get(ScalerOptions.STATE_TIME_TO_LIVE))
        .withTimeScale(timeScale);
  }

  private void addSinks(ScalerOutputs outputs) {
    CommandSink.add(outputs.decisions(), sources.autoScaling(), tagReader, timeScale);
    configuration
        .find(ScalerOptions.DECISIONS_STREAM)
        .ifPresent(
            stream ->
                outputs
                    .decisions()
                    .sinkTo(DecisionStreamSink.to(sources.kinesis(), stream))
                    .uid(Operators.DECISIONS_STREAM)
                    .name(Operators.DECISIONS_STREAM));
    configuration
        .find(ScalerOptions.DECISIONS_PATH)
        .ifPresent(
            folder ->
                outputs
                    .decisions()
                    .sinkTo(
                        JsonLines.sink(folder, JsonSchemas.decisions(), DayFolders.ofDecisions()))
                    .uid(Operators.DECISIONS_FILES)
                    .name(Operators.DECISIONS_FILES));
    configuration
        .find(ScalerOptions.DEAD_LETTERS_PATH)
        .ifPresent(
            folder ->
                outputs
                    .deadLetters()
                    .sinkTo(
                        JsonLines.sink(folder, JsonSchemas.deadLetters(), DayFolders.ofArrival()))
                    .uid(Operators.DEAD_LETTERS_FILES)
                    .name(Operators.DEAD_LETTERS_FILES));
  }
}
