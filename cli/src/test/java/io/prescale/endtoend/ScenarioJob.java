package io.prescale.endtoend;

import io.prescale.cli.LocalFiles;
import io.prescale.cli.replay.HistoryRecords;
import io.prescale.connectors.calendar.CalendarPoller;
import io.prescale.connectors.calendar.CalendarSnapshot;
import io.prescale.connectors.files.DayFolders;
import io.prescale.connectors.files.JsonLines;
import io.prescale.connectors.fleet.AutoScalingConnection;
import io.prescale.connectors.fleet.FleetPoller;
import io.prescale.connectors.json.JsonSchemas;
import io.prescale.connectors.model.ModelPointer;
import io.prescale.connectors.model.ModelPointerPoller;
import io.prescale.connectors.polling.FirstSnapshotWatermarks;
import io.prescale.connectors.polling.PollResult;
import io.prescale.connectors.polling.Poller;
import io.prescale.domain.calendar.BusinessCalendar;
import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.fleet.ScalingSettings;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.time.TimeScale;
import io.prescale.jobs.scaler.CommandSink;
import io.prescale.jobs.scaler.GroupTagReader;
import io.prescale.jobs.scaler.Operators;
import io.prescale.jobs.scaler.PolledStreams;
import io.prescale.jobs.scaler.ScalerInputs;
import io.prescale.jobs.scaler.ScalerOutputs;
import io.prescale.jobs.scaler.ScalerSettings;
import io.prescale.jobs.scaler.ScalerTopology;
import io.prescale.testing.ShippedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The scaler on the history of a scenario, of which a test lets through as much as it likes, with
 * the real pollers and the real sink at a simulated API. Decisions go to files, exactly once.
 */
final class ScenarioJob {
  /** Static, because the job's copy of a poller is another one; the cluster is in this JVM. */
  private static final AtomicInteger RELEASED = new AtomicInteger();

  private static final Duration OFTEN = Duration.ofMillis(50);

  private final ClosedLoopScenario scenario;
  private final URI api;
  private final ScalingSettings settings;
  private final Path decisions;

  /** Nothing of the history is let through yet. */
  ScenarioJob(ClosedLoopScenario scenario, URI api, ScalingSettings settings, Path decisions) {
    this.scenario = scenario;
    this.api = api;
    this.settings = settings;
    this.decisions = decisions;
    RELEASED.set(0);
  }

  /** Lets the first slots through, if that was not done before. */
  void release(int slots) {
    RELEASED.set(slots * ClosedLoopScenario.GROUPS.size());
  }

  /**
   * Adds the job; the fleet is polled once only, so that what changes then is the sink's matter.
   */
  void addTo(StreamExecutionEnvironment environment) {
    AutoScalingConnection connection =
        AutoScalingConnection.toEmulator(api, "us-east-1")
            .withRequestTimeout(Duration.ofSeconds(1));
    String history = scenario.history().toString();
    String calendar = LocalFiles.flinkPath(scenario.calendarFile());
    ScalerInputs inputs =
        new ScalerInputs(
            PolledStreams.add(
                environment,
                Operators.METRICS,
                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
                () -> new ReleasedRecords(history),
                OFTEN,
                WatermarkStrategy.noWatermarks()),
            PolledStreams.add(
                environment,
                Operators.FLEET,
                TypeInformation.of(FleetUpdate.class),
                FleetPoller.factory(connection, new GroupTagReader(settings)),
                Duration.ofHours(1),
                new FirstSnapshotWatermarks<>(
                    update -> update.kind == FleetUpdate.Kind.SNAPSHOT_COMPLETE)),
            PolledStreams.add(
                environment,
                Operators.CALENDAR,
                TypeInformation.of(CalendarSnapshot.class),
                CalendarPoller.factory(calendar, BusinessCalendar::parse),
                OFTEN,
                FirstSnapshotWatermarks.afterFirstRecord()),
            PolledStreams.add(
                environment,
                Operators.MODELS,
                TypeInformation.of(ModelPointer.class),
                ModelPointerPoller.factory(LocalFiles.flinkPath(ShippedModel.folder())),
                OFTEN,
                FirstSnapshotWatermarks.afterFirstRecord()));
    ScalerOutputs outputs = ScalerTopology.build(inputs, ScalerSettings.history());
    CommandSink.add(
        outputs.decisions(), connection, new GroupTagReader(settings), TimeScale.real());
    outputs
        .decisions()
        .sinkTo(
            JsonLines.<ScalingDecision>sink(
                decisions.toUri().toString(), JsonSchemas.decisions(), DayFolders.ofDecisions()))
        .uid(Operators.DECISIONS_FILES);
  }

  /** The decisions of complete checkpoints, sorted. */
  List<String> recorded() {
    try {
      return FinishedFiles.lines(decisions).stream().sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the records let through. State: number of the next one. */
  private static final class ReleasedRecords implements Poller<byte[]> {
    private final HistoryRecords records;
    private int next;

    ReleasedRecords(String history) {
      records = new HistoryRecords(List.of(history));
    }

    @Override
    public void open(byte[] state) {
      next = state == null ? 0 : ByteBuffer.wrap(state).getInt();
      records.open(null);
    }

    @Override
    public PollResult<byte[]> poll() {
      List<byte[]> batch = new ArrayList<>();
      // As many as a slot has, so that what is under way differs from checkpoint to checkpoint.
      int end = Math.min(RELEASED.get(), next + ClosedLoopScenario.GROUPS.size());
      while (next < end) {
        batch.add(records.map((long) next++));
      }
      return new PollResult<>(batch, ByteBuffer.allocate(Integer.BYTES).putInt(next).array());
    }

    @Override
    public void close() {}
  }
}
