package io.prescale.cli.local;

import io.prescale.cli.LocalFiles;
import io.prescale.connectors.calendar.CalendarPoller;
import io.prescale.connectors.calendar.CalendarSnapshot;
import io.prescale.connectors.decisionlog.LogRetention;
import io.prescale.connectors.fleet.AutoScalingConnection;
import io.prescale.connectors.fleet.FleetPoller;
import io.prescale.connectors.model.ModelPointer;
import io.prescale.connectors.model.ModelPointerPoller;
import io.prescale.connectors.polling.FirstSnapshotWatermarks;
import io.prescale.domain.calendar.BusinessCalendar;
import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.fleet.ScalingSettings;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.jobs.recorder.RecorderSinks;
import io.prescale.jobs.scaler.CommandSink;
import io.prescale.jobs.scaler.GroupTagReader;
import io.prescale.jobs.scaler.Operators;
import io.prescale.jobs.scaler.PolledStreams;
import io.prescale.jobs.scaler.ScalerInputs;
import io.prescale.jobs.scaler.ScalerOutputs;
import io.prescale.jobs.scaler.ScalerSettings;
import io.prescale.jobs.scaler.ScalerTopology;
import java.net.URI;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The scaler and the recorder between the endpoints of a simulation. All but the metric stream,
 * which is read over HTTP instead of from Kinesis, is what runs in production.
 */
final class LocalTopology {
  private static final Duration METRICS_INTERVAL = Duration.ofMillis(100);
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(200);
  private static final Duration FLEET_INTERVAL = Duration.ofMinutes(1);
  private static final Duration FILES_INTERVAL = Duration.ofSeconds(2);

  private static final GroupTagReader TAGS = new GroupTagReader(new ScalingSettings());

  private final Simulation simulation;
  private final LocalRun.Settings settings;
  private final LocalRecording recording;

  LocalTopology(Simulation simulation, LocalRun.Settings settings, LocalRecording recording) {
    this.simulation = simulation;
    this.settings = settings;
    this.recording = recording;
  }

  /** Adds the whole job; the decisions are for whoever wants to watch. */
  DataStream<ScalingDecision> addTo(StreamExecutionEnvironment environment) {
    AutoScalingConnection connection =
        AutoScalingConnection.toEmulator(simulation.server().endpoint(), "us-east-1");
    DataStream<CalendarSnapshot> calendar = calendar(environment);
    DataStream<ModelPointer> models = models(environment);
    ScalerOutputs outputs =
        ScalerTopology.build(
            new ScalerInputs(
                metrics(environment), fleet(environment, connection), calendar, models),
            ScalerSettings.live()
                .withTimeScale(simulation.timeScale())
                .withMaxOutOfOrderness(Duration.ofMinutes(1)));
    CommandSink.add(outputs.decisions(), connection, TAGS, simulation.timeScale());
    record(outputs, calendar, models);
    return outputs.decisions();
  }

  /** What the recorder job does behind the streams, done behind the scaler itself. */
  private void record(
      ScalerOutputs outputs,
      DataStream<CalendarSnapshot> calendar,
      DataStream<ModelPointer> models) {
    RecorderSinks.history(outputs.samples(), recording.history());
    RecorderSinks.decisions(
        outputs.decisions(), recording.database(), LogRetention.forEver(), simulation.timeScale());
    RecorderSinks.calendar(calendar, recording.database(), simulation.timeScale());
    RecorderSinks.models(models, recording.database(), simulation.timeScale());
  }

  private DataStream<byte[]> metrics(StreamExecutionEnvironment environment) {
    URI metricStream = simulation.server().metricStream();
    return PolledStreams.add(
        environment,
        Operators.METRICS,
        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
        () -> new MetricStreamPoller(metricStream),
        METRICS_INTERVAL,
        WatermarkStrategy.noWatermarks());
  }

  private DataStream<FleetUpdate> fleet(
      StreamExecutionEnvironment environment, AutoScalingConnection connection) {
    Duration interval =
        Duration.ofMillis(simulation.timeScale().toRealMillis(FLEET_INTERVAL.toMillis()));
    return PolledStreams.add(
        environment,
        Operators.FLEET,
        TypeInformation.of(FleetUpdate.class),
        FleetPoller.factory(connection, TAGS),
        interval.compareTo(SHORTEST_INTERVAL) < 0 ? SHORTEST_INTERVAL : interval,
        new FirstSnapshotWatermarks<>(update -> update.kind == FleetUpdate.Kind.SNAPSHOT_COMPLETE));
  }

  private DataStream<CalendarSnapshot> calendar(StreamExecutionEnvironment environment) {
    return PolledStreams.add(
        environment,
        Operators.CALENDAR,
        TypeInformation.of(CalendarSnapshot.class),
        CalendarPoller.factory(
            LocalFiles.flinkPath(simulation.calendar()), BusinessCalendar::parse),
        FILES_INTERVAL,
        FirstSnapshotWatermarks.afterFirstRecord());
  }

  private DataStream<ModelPointer> models(StreamExecutionEnvironment environment) {
    return PolledStreams.add(
        environment,
        Operators.MODELS,
        TypeInformation.of(ModelPointer.class),
        ModelPointerPoller.factory(LocalFiles.flinkPath(settings.model())),
        FILES_INTERVAL,
        FirstSnapshotWatermarks.afterFirstRecord());
  }
}
