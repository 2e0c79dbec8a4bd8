package io.prescale.jobs.scaler;

import io.prescale.connectors.calendar.CalendarPoller;
import io.prescale.connectors.calendar.CalendarSnapshot;
import io.prescale.connectors.files.DayFolders;
import io.prescale.connectors.files.JsonLines;
import io.prescale.connectors.fleet.AutoScalingConnection;
import io.prescale.connectors.fleet.FleetPoller;
import io.prescale.connectors.json.JsonSchemas;
import io.prescale.connectors.kinesis.DecisionStreamSink;
import io.prescale.connectors.kinesis.KinesisConnection;
import io.prescale.connectors.kinesis.KinesisRecords;
import io.prescale.connectors.model.ModelPointer;
import io.prescale.connectors.model.ModelPointerPoller;
import io.prescale.connectors.polling.FirstSnapshotWatermarks;
import io.prescale.connectors.polling.PollerFactory;
import io.prescale.domain.calendar.BusinessCalendar;
import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.time.TimeScale;
import io.prescale.jobs.configuration.ScalerConfiguration;
import io.prescale.jobs.configuration.ScalerOptions;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The scaler on live metrics: its topology between the real sources and sinks. */
public final class LiveScaler {
  private final ScalerConfiguration configuration;

  /** Connects what the options name. */
  public LiveScaler(ScalerConfiguration configuration) {
    this.configuration = Objects.requireNonNull(configuration, "configuration");
  }

  /** Adds sources, topology and sinks to the environment. */
  public void addTo(StreamExecutionEnvironment environment) {
    ScalerOutputs outputs =
        ScalerTopology.build(
            new ScalerInputs(
                metrics(environment),
                fleet(environment),
                calendar(environment),
                models(environment)),
            settings());
    addSinks(outputs);
  }

  private ScalerSettings settings() {
    return ScalerSettings.live()
        .withFormat(configuration.get(ScalerOptions.METRICS_FORMAT))
        .withMaxOutOfOrderness(configuration.get(ScalerOptions.METRICS_MAX_OUT_OF_ORDERNESS))
        .withIdleness(configuration.get(ScalerOptions.METRICS_IDLENESS))
        .withFutureSkew(configuration.get(ScalerOptions.METRICS_FUTURE_SKEW))
        .withStaleAfter(configuration.get(ScalerOptions.METRICS_STALE_AFTER))
        .withStateTimeToLive(configuration.get(ScalerOptions.STATE_TIME_TO_LIVE));
  }

  private DataStream<byte[]> metrics(StreamExecutionEnvironment environment) {
    return KinesisRecords.of(kinesis(), configuration.get(ScalerOptions.METRICS_STREAM))
        .from(configuration.get(ScalerOptions.METRICS_INITIAL_POSITION).name())
        .addTo(environment, Operators.METRICS);
  }

  private DataStream<FleetUpdate> fleet(StreamExecutionEnvironment environment) {
    return PolledStreams.add(
        environment,
        Operators.FLEET,
        TypeInformation.of(FleetUpdate.class),
        FleetPoller.factory(autoScaling(), tagReader()),
        configuration.get(ScalerOptions.FLEET_POLL_INTERVAL),
        new FirstSnapshotWatermarks<>(update -> update.kind == FleetUpdate.Kind.SNAPSHOT_COMPLETE));
  }

  private DataStream<CalendarSnapshot> calendar(StreamExecutionEnvironment environment) {
    PollerFactory<CalendarSnapshot> poller =
        configuration
            .find(ScalerOptions.CALENDAR_PATH)
            .map(path -> CalendarPoller.factory(path, BusinessCalendar::parse))
            .orElseGet(CalendarPoller::withoutCalendar);
    return PolledStreams.add(
        environment,
        Operators.CALENDAR,
        TypeInformation.of(CalendarSnapshot.class),
        poller,
        configuration.get(ScalerOptions.CALENDAR_POLL_INTERVAL),
        FirstSnapshotWatermarks.afterFirstRecord());
  }

  private DataStream<ModelPointer> models(StreamExecutionEnvironment environment) {
    Optional<String> path = configuration.find(ScalerOptions.MODEL_PATH);
    if (path.isEmpty()) {
      return PolledStreams.none(
          environment, Operators.MODELS, TypeInformation.of(ModelPointer.class));
    }
    return PolledStreams.add(
        environment,
        Operators.MODELS,
        TypeInformation.of(ModelPointer.class),
        ModelPointerPoller.factory(path.get()),
        configuration.get(ScalerOptions.MODEL_POLL_INTERVAL),
        FirstSnapshotWatermarks.afterFirstRecord());
  }

  private void addSinks(ScalerOutputs outputs) {
    CommandSink.add(outputs.decisions(), autoScaling(), tagReader(), TimeScale.real());
    configuration
        .find(ScalerOptions.DECISIONS_STREAM)
        .ifPresent(
            stream ->
                outputs
                    .decisions()
                    .sinkTo(DecisionStreamSink.to(kinesis(), stream))
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

  private KinesisConnection kinesis() {
    KinesisConnection connection =
        KinesisConnection.of(configuration.get(ScalerOptions.AWS_REGION));
    boolean emulated = configuration.get(ScalerOptions.KINESIS_EMULATED);
    return configuration
        .find(ScalerOptions.KINESIS_ENDPOINT)
        .map(at -> emulated ? connection.atEmulator(at) : connection.at(at))
        .orElse(connection);
  }

  private GroupTagReader tagReader() {
    return new GroupTagReader(configuration.scalingSettings());
  }

  private AutoScalingConnection autoScaling() {
    AutoScalingConnection connection =
        AutoScalingConnection.inRegion(configuration.get(ScalerOptions.AWS_REGION));
    return configuration
        .find(ScalerOptions.AUTO_SCALING_ENDPOINT)
        .map(endpoint -> connection.withEndpoint(URI.create(endpoint)))
        .orElse(connection);
  }
}
