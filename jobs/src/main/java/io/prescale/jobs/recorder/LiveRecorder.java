package io.prescale.jobs.recorder;

import io.prescale.connectors.decisionlog.LogRetention;
import io.prescale.connectors.files.DayFolders;
import io.prescale.connectors.files.JsonLines;
import io.prescale.connectors.json.JsonSchemas;
import io.prescale.connectors.kinesis.KinesisRecords;
import io.prescale.connectors.kinesis.StreamCheck;
import io.prescale.connectors.model.ModelPointerPoller;
import io.prescale.decisionlog.DatabaseAddress;
import io.prescale.domain.metric.DeadLetter;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.time.TimeScale;
import io.prescale.jobs.configuration.ConfiguredPaths;
import io.prescale.jobs.configuration.RecorderConfiguration;
import io.prescale.jobs.configuration.RecorderOptions;
import io.prescale.jobs.configuration.ScalerOptions;
import io.prescale.jobs.configuration.SimulatedTime;
import io.prescale.jobs.scaler.LiveSources;
import io.prescale.jobs.scaler.Operators;
import io.prescale.jobs.scaler.ScalerSettings;
import io.prescale.jobs.scaler.SequenceStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The recorder's graph, between the real sources and sinks; either half may be left out, or left to
 * another job:
 *
 * <pre>
 *   metrics   -> decode -> bind -> sequence -> history files
 *                           ^         ^
 *                         fleet   calendar     -> decision log
 *                                  models      -> decision log
 *   decisions -> decode                        -> decision log
 * </pre>
 */
public final class LiveRecorder {
  private final RecorderConfiguration configuration;
  private final LiveSources sources;
  private final TimeScale timeScale;

  /** Connects what the options name. */
  public LiveRecorder(RecorderConfiguration configuration) {
    this.configuration = Objects.requireNonNull(configuration, "configuration");
    this.sources = new LiveSources(configuration.values());
    this.timeScale = SimulatedTime.of(configuration.values());
  }

  /**
   * Requires that the streams and buckets of what this job records are there.
   *
   * @throws io.prescale.connectors.kinesis.UnusableStreamException naming the streams that are not
   * @throws io.prescale.connectors.files.UnusablePathException naming the paths that cannot be used
   */
  public void requireResources() {
    requireStreams();
    requirePaths();
  }

  private void requireStreams() {
    List<String> streams = new ArrayList<>();
    if (configuration.history().isPresent()) {
      streams.add(configuration.get(RecorderOptions.METRICS_STREAM));
    }
    if (configuration.database().isPresent()) {
      streams.add(configuration.get(RecorderOptions.DECISIONS_STREAM));
    }
    StreamCheck.requireUsable(sources.kinesis(), streams);
  }

  void requirePaths() {
    ConfiguredPaths paths =
        ConfiguredPaths.of(configuration.values())
            .read(ScalerOptions.CALENDAR_PATH)
            .written(ScalerOptions.DEAD_LETTERS_PATH);
    if (configuration.history().isPresent()) {
      paths.written(RecorderOptions.HISTORY_PATH);
    }
    if (configuration.database().isPresent()) {
      paths.readIn(ScalerOptions.MODEL_PATH, ModelPointerPoller.POINTER);
    }
    paths.requireUsable();
  }

  /** Adds sources, operators and sinks to the environment. */
  public void addTo(StreamExecutionEnvironment environment) {
    Optional<String> history = configuration.history();
    Optional<DatabaseAddress> database = configuration.database();
    var calendar = sources.calendar(environment);
    List<DataStream<DeadLetter>> deadLetters = new ArrayList<>();
    if (history.isPresent()) {
      SequenceStreams streams =
          SequenceStreams.of(
              sources.metrics(environment), sources.fleet(environment), calendar, settings());
      RecorderSinks.history(streams.samples(), history.get());
      deadLetters.add(streams.deadLetters());
    }
    if (database.isPresent()) {
      SingleOutputStreamOperator<ScalingDecision> decisions = decisions(environment);
      RecorderSinks.decisions(decisions, database.get(), retention(), timeScale);
      RecorderSinks.calendar(calendar, database.get(), timeScale);
      RecorderSinks.models(sources.models(environment), database.get(), timeScale);
      deadLetters.add(decisions.getSideOutput(DecisionDecoder.DEAD_LETTERS));
    }
    deadLetters.stream().reduce(DataStream::union).ifPresent(this::addDeadLetters);
  }

  private ScalerSettings settings() {
    return ScalerSettings.live()
        .withFormat(configuration.get(ScalerOptions.METRICS_FORMAT))
        .withMaxOutOfOrderness(configuration.get(ScalerOptions.METRICS_MAX_OUT_OF_ORDERNESS))
        .withIdleness(configuration.get(ScalerOptions.METRICS_IDLENESS))
        .withFutureSkew(configuration.get(ScalerOptions.METRICS_FUTURE_SKEW))
        .withStateTimeToLive(configuration.get(ScalerOptions.STATE_TIME_TO_LIVE))
        .withTimeScale(timeScale);
  }

  private SingleOutputStreamOperator<ScalingDecision> decisions(
      StreamExecutionEnvironment environment) {
    return KinesisRecords.of(sources.kinesis(), configuration.get(RecorderOptions.DECISIONS_STREAM))
        .from(configuration.get(ScalerOptions.METRICS_INITIAL_POSITION).name())
        .addTo(environment, Operators.DECISIONS)
        .process(
            new DecisionDecoder(configuration.get(ScalerOptions.METRICS_FUTURE_SKEW), timeScale),
            TypeInformation.of(ScalingDecision.class))
        .uid(Operators.DECODE_DECISIONS)
        .name(Operators.DECODE_DECISIONS);
  }

  private LogRetention retention() {
    return new LogRetention(
        configuration.get(RecorderOptions.DATABASE_RETENTION),
        configuration.get(RecorderOptions.DATABASE_FORECAST_RETENTION));
  }

  private void addDeadLetters(DataStream<DeadLetter> deadLetters) {
    configuration
        .find(ScalerOptions.DEAD_LETTERS_PATH)
        .ifPresent(
            folder ->
                deadLetters
                    .sinkTo(
                        JsonLines.sink(folder, JsonSchemas.deadLetters(), DayFolders.ofArrival()))
                    .uid(Operators.DEAD_LETTERS_FILES)
                    .name(Operators.DEAD_LETTERS_FILES));
  }
}
