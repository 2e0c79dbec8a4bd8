package io.prescale.jobs.scaler;

import io.prescale.connectors.calendar.CalendarPoller;
import io.prescale.connectors.calendar.CalendarSnapshot;
import io.prescale.connectors.fleet.AutoScalingConnection;
import io.prescale.connectors.fleet.FleetPoller;
import io.prescale.connectors.fleet.TagReader;
import io.prescale.connectors.kinesis.KinesisConnection;
import io.prescale.connectors.kinesis.KinesisRecords;
import io.prescale.connectors.model.ModelPointer;
import io.prescale.connectors.model.ModelPointerPoller;
import io.prescale.connectors.polling.FirstSnapshotWatermarks;
import io.prescale.connectors.polling.PollerFactory;
import io.prescale.domain.calendar.BusinessCalendar;
import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.fleet.ScalingSettings;
import io.prescale.jobs.configuration.ScalerOptions;
import java.net.URI;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The real sources that scaler and recorder read, by the options that both have. */
public final class LiveSources {
  private final Configuration values;
  private final TagReader tagReader;

  /**
   * Sources whose groups are as their tags say.
   *
   * @param values of the options in {@link ScalerOptions}, checked
   */
  public LiveSources(Configuration values) {
    this(values, new GroupTagReader(new ScalingSettings()));
  }

  LiveSources(Configuration values, TagReader tagReader) {
    this.values = values;
    this.tagReader = tagReader;
  }

  /** The metric records. */
  public DataStream<byte[]> metrics(StreamExecutionEnvironment environment) {
    return KinesisRecords.of(kinesis(), values.get(ScalerOptions.METRICS_STREAM))
        .from(values.get(ScalerOptions.METRICS_INITIAL_POSITION).name())
        .addTo(environment, Operators.METRICS);
  }

  /** The managed groups. */
  public DataStream<FleetUpdate> fleet(StreamExecutionEnvironment environment) {
    return PolledStreams.add(
        environment,
        Operators.FLEET,
        TypeInformation.of(FleetUpdate.class),
        FleetPoller.factory(autoScaling(), tagReader),
        values.get(ScalerOptions.FLEET_POLL_INTERVAL),
        new FirstSnapshotWatermarks<>(update -> update.kind == FleetUpdate.Kind.SNAPSHOT_COMPLETE));
  }

  /** The business calendar; an empty one where none is configured. */
  public DataStream<CalendarSnapshot> calendar(StreamExecutionEnvironment environment) {
    PollerFactory<CalendarSnapshot> poller =
        values
            .getOptional(ScalerOptions.CALENDAR_PATH)
            .map(path -> CalendarPoller.factory(path, BusinessCalendar::parse))
            .orElseGet(CalendarPoller::withoutCalendar);
    return PolledStreams.add(
        environment,
        Operators.CALENDAR,
        TypeInformation.of(CalendarSnapshot.class),
        poller,
        values.get(ScalerOptions.CALENDAR_POLL_INTERVAL),
        FirstSnapshotWatermarks.afterFirstRecord());
  }

  /** The model in force; nothing where none is configured. */
  public DataStream<ModelPointer> models(StreamExecutionEnvironment environment) {
    Optional<String> path = values.getOptional(ScalerOptions.MODEL_PATH);
    if (path.isEmpty()) {
      return PolledStreams.none(
          environment, Operators.MODELS, TypeInformation.of(ModelPointer.class));
    }
    return PolledStreams.add(
        environment,
        Operators.MODELS,
        TypeInformation.of(ModelPointer.class),
        ModelPointerPoller.factory(path.get()),
        values.get(ScalerOptions.MODEL_POLL_INTERVAL),
        FirstSnapshotWatermarks.afterFirstRecord());
  }

  /** Where the streams are. */
  public KinesisConnection kinesis() {
    KinesisConnection connection = KinesisConnection.of(values.get(ScalerOptions.AWS_REGION));
    boolean emulated = values.get(ScalerOptions.KINESIS_EMULATED);
    return values
        .getOptional(ScalerOptions.KINESIS_ENDPOINT)
        .map(at -> emulated ? connection.atEmulator(at) : connection.at(at))
        .orElse(connection);
  }

  /** Where the groups are. */
  AutoScalingConnection autoScaling() {
    AutoScalingConnection connection =
        AutoScalingConnection.inRegion(values.get(ScalerOptions.AWS_REGION));
    return values
        .getOptional(ScalerOptions.AUTO_SCALING_ENDPOINT)
        .map(endpoint -> connection.withEndpoint(URI.create(endpoint)))
        .orElse(connection);
  }
}
