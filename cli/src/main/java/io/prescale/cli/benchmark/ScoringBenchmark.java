package io.prescale.cli.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.prescale.cli.EmbeddedCluster;
import io.prescale.cli.LocalFiles;
import io.prescale.connectors.model.ModelPointer;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.bundle.LocalBundleFiles;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.network.ForecastNetwork;
import io.prescale.jobs.scaler.ForecastStream;
import io.prescale.jobs.scaler.Operators;
import io.prescale.jobs.scaler.PolledStreams;
import io.prescale.jobs.scaler.ScalerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Scoring of sequences, at the same batch size: the bare encoder of the network, the forecaster
 * around it, and the forecast operator in a running job around that. In turns, so that a change of
 * the machine's speed hits all alike.
 */
public final class ScoringBenchmark {
  /** Sequences in a batch. */
  public static final int BATCH = 256;

  private static final int ROUNDS = 3;
  private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(4);
  private static final int SMALL_JOB = 40 * BATCH;
  private static final int LARGE_JOB = 240 * BATCH;

  private final Path bundle;

  /**
   * Sequences per second.
   *
   * @param bare the network's encoder alone, which is all that runs in the engine
   * @param forecaster features, encoder, heads, mix and the adaptation of each group's state
   * @param operator the same as part of a Flink job, with what Flink adds
   */
  public record Result(double bare, double forecaster, double operator) {}

  /**
   * @param bundle model to score with; of an ensemble, the bare encoder is that of its first member
   */
  public ScoringBenchmark(Path bundle) {
    this.bundle = bundle;
  }

  /** Measures for about a minute. */
  public Result run() throws Exception {
    List<Double> bare = new ArrayList<>();
    List<Double> forecaster = new ArrayList<>();
    List<Double> operator = new ArrayList<>();
    try (Forecaster scored = Forecaster.load(new LocalBundleFiles(bundle))) {
      ModelBundle model = scored.bundle();
      try (ForecastNetwork network =
          ForecastNetwork.of(
              model.network(), model.schema().sequenceLength(), model.members().get(0))) {
        for (int round = 0; round <= ROUNDS; round++) {
          bare.add(bare(network, model));
          forecaster.add(forecaster(scored));
          operator.add(operator());
        }
      }
    }
    return new Result(median(bare), median(forecaster), median(operator));
  }

  /** The inputs lie ready in native memory: nothing but the encoder and its result. */
  private static double bare(ForecastNetwork network, ModelBundle model) {
    int steps = model.schema().sequenceLength();
    int features = model.schema().sequenceFeatures().size();
    float[] values = new float[BATCH * steps * features];
    for (int index = 0; index < values.length; index++) {
      values[index] = (float) Math.sin(index);
    }
    long scored = 0;
    long elapsed = 0;
    try (NDArray inputs =
        network.manager().create(values, new Shape(BATCH, steps, features)).duplicate()) {
      long started = System.nanoTime();
      for (; elapsed < ROUND_NANOS; elapsed = System.nanoTime() - started) {
        try (NDManager scope = network.manager().newSubManager();
            NDArray scoped = inputs.duplicate()) {
          scoped.attach(scope);
          network.encode(scoped).toFloatArray();
        }
        scored += BATCH;
      }
    }
    return perSecond(scored, elapsed);
  }

  private static double forecaster(Forecaster forecaster) {
    SyntheticSequences generator = new SyntheticSequences(BATCH);
    List<GroupState> states = new ArrayList<>();
    for (long index = 0; index < BATCH; index++) {
      states.add(forecaster.begin(generator.map(index)));
    }
    long scored = 0;
    long elapsed = 0;
    while (elapsed < ROUND_NANOS) {
      // Each batch is the next slot of the same groups, so that their states adapt as in the job.
      List<GroupSequence> sequences = new ArrayList<>();
      for (int row = 0; row < BATCH; row++) {
        sequences.add(generator.map(scored + row));
      }
      long started = System.nanoTime();
      scored += forecaster.forecast(sequences, states).size();
      elapsed += System.nanoTime() - started;
    }
    return perSecond(scored, elapsed);
  }

  /** The difference of two job sizes, so that starting and ending a job does not count. */
  private double operator() throws Exception {
    Duration small = job(SMALL_JOB);
    Duration large = job(LARGE_JOB);
    return perSecond(LARGE_JOB - SMALL_JOB, large.minus(small).toNanos());
  }

  private Duration job(long sequences) throws Exception {
    StreamExecutionEnvironment environment =
        EmbeddedCluster.environment(1, EmbeddedCluster.configuration(2));
    DataStream<GroupSequence> generated =
        environment.fromSource(
            new DataGeneratorSource<>(
                new SyntheticSequences(BATCH), sequences, TypeInformation.of(GroupSequence.class)),
            WatermarkStrategy.<GroupSequence>forGenerator(context -> new BatchWatermarks())
                .withTimestampAssigner((sequence, previous) -> sequence.slotStart),
            "sequences");
    // One subtask has all groups.
    ForecastStream.of(
            generated,
            PolledStreams.of(
                environment,
                Operators.MODELS,
                TypeInformation.of(ModelPointer.class),
                List.of(new ModelPointer(LocalFiles.flinkPath(bundle), "benchmark"))),
            ScalerSettings.history().stateTimeToLive())
        .sinkTo(new DiscardingSink<>());
    return Duration.ofMillis(environment.execute("prescale-benchmark").getNetRuntime());
  }

  private static double perSecond(long sequences, long nanos) {
    return sequences / (nanos / 1e9);
  }

  /** The median of all but the first round, which warms up. */
  private static double median(List<Double> rounds) {
    return rounds.stream().skip(1).sorted().skip((rounds.size() - 1) / 2).findFirst().orElseThrow();
  }
}
