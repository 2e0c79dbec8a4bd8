package io.prescale.cli.benchmark;

import io.prescale.cli.EmbeddedCluster;
import io.prescale.cli.LocalFiles;
import io.prescale.connectors.calendar.CalendarSnapshot;
import io.prescale.connectors.model.ModelPointer;
import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.time.Slots;
import io.prescale.jobs.scaler.Operators;
import io.prescale.jobs.scaler.PolledStreams;
import io.prescale.jobs.scaler.ScalerInputs;
import io.prescale.jobs.scaler.ScalerSettings;
import io.prescale.jobs.scaler.ScalerTopology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The scaler's whole topology on generated records: metric events per second from decoding to
 * decision, and the size of its state. The records are generated in the job, at its cost.
 */
public final class PipelineBenchmark {
  private static final int MINUTES_PER_SLOT = (int) Slots.LENGTH.toMinutes();
  private static final int MINUTES_PER_SECOND = 5;

  private final Path bundle;
  private final int groups;
  private final int slots;
  private final int parallelism;

  /**
   * @param bundle model to forecast with
   * @param groups rounded down to a multiple of the parallelism
   * @param slots five-minute slots of metrics per group
   */
  public PipelineBenchmark(Path bundle, int groups, int slots, int parallelism) {
    this.bundle = bundle;
    this.groups = groups / parallelism * parallelism;
    this.slots = slots;
    this.parallelism = parallelism;
  }

  /**
   * Throughput, as the difference of a long and a short run, so that starting and ending a job does
   * not count.
   *
   * @param backend {@code hashmap} or {@code rocksdb}
   */
  public double eventsPerSecond(String backend) throws Exception {
    Duration shorter = run(backend, slots / 3);
    Duration longer = run(backend, slots);
    long events = events(slots) - events(slots / 3);
    return events / (longer.minus(shorter).toNanos() / 1e9);
  }

  /**
   * Size of a savepoint once every sequence is full, divided by the number of groups. Metric time
   * passes a minute in 200 ms, the interval of watermarks, so that there are as many open slots as
   * there would be in real time.
   */
  public double stateBytesPerGroup() throws Exception {
    Path folder = Files.createTempDirectory("prescale-benchmark");
    try {
      StreamExecutionEnvironment environment = environment("hashmap");
      int slotsUntilFull = Slots.SEQUENCE_LENGTH + 4;
      decisions(
              environment,
              slotsUntilFull * 10,
              RateLimiterStrategy.perSecond(groups * MINUTES_PER_SECOND))
          .sinkTo(new DiscardingSink<>());
      JobClient job = environment.executeAsync("prescale-benchmark");
      Thread.sleep(slotsUntilFull * MINUTES_PER_SLOT * 1000L / MINUTES_PER_SECOND);
      job.stopWithSavepoint(false, LocalFiles.flinkPath(folder), SavepointFormatType.CANONICAL)
          .get();
      return (double) size(folder) / groups;
    } finally {
      LocalFiles.delete(folder);
    }
  }

  private Duration run(String backend, int slotsOfRun) throws Exception {
    StreamExecutionEnvironment environment = environment(backend);
    decisions(environment, slotsOfRun, RateLimiterStrategy.noOp()).sinkTo(new DiscardingSink<>());
    return Duration.ofMillis(environment.execute("prescale-benchmark").getNetRuntime());
  }

  private StreamExecutionEnvironment environment(String backend) {
    Configuration configuration = EmbeddedCluster.configuration(parallelism);
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    EmbeddedCluster.enableCheckpoints(configuration, Duration.ofSeconds(10));
    return EmbeddedCluster.environment(parallelism, configuration);
  }

  private DataStream<ScalingDecision> decisions(
      StreamExecutionEnvironment environment, int slotsOfRun, RateLimiterStrategy rate) {
    int minutes = slotsOfRun * MINUTES_PER_SLOT;
    DataStream<byte[]> records =
        environment.fromSource(
            new DataGeneratorSource<>(
                new SyntheticRecords(groups / parallelism, minutes),
                (long) groups * minutes,
                rate,
                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO),
            WatermarkStrategy.noWatermarks(),
            Operators.METRICS);
    return ScalerTopology.build(
            new ScalerInputs(
                records,
                PolledStreams.of(
                    environment, Operators.FLEET, TypeInformation.of(FleetUpdate.class), fleet()),
                PolledStreams.of(
                    environment,
                    Operators.CALENDAR,
                    TypeInformation.of(CalendarSnapshot.class),
                    List.of(CalendarSnapshot.empty())),
                PolledStreams.of(
                    environment,
                    Operators.MODELS,
                    TypeInformation.of(ModelPointer.class),
                    List.of(new ModelPointer(LocalFiles.flinkPath(bundle), "benchmark")))),
            ScalerSettings.history())
        .decisions();
  }

  private List<FleetUpdate> fleet() {
    List<FleetUpdate> updates = new ArrayList<>();
    for (int number = 0; number < groups; number++) {
      AutoScalingGroup group = new AutoScalingGroup();
      group.name = SyntheticRecords.group(number);
      group.minSize = 1;
      group.maxSize = 20;
      group.desiredCapacity = 4;
      group.inServiceInstances = 4;
      group.targetGroups = new String[] {SyntheticRecords.targetGroup(number)};
      updates.add(FleetUpdate.present(group));
    }
    updates.add(FleetUpdate.snapshotComplete());
    return updates;
  }

  private long events(int slotsOfRun) {
    return (long) groups * slotsOfRun * MINUTES_PER_SLOT * SyntheticRecords.EVENTS;
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(PipelineBenchmark::sizeOf).sum();
    }
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
