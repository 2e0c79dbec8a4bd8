package io.prescale.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.features.FeatureBatch;
import io.prescale.forecasting.features.FeatureExtractor;
import io.prescale.forecasting.network.ForecastNetwork;
import io.prescale.forecasting.network.InputBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Compares the forecaster, from sequences to forecasts, with the bare run of the same network on
 * inputs that lie ready in native memory. Both are measured in turns in one run, so that a busy
 * machine slows both down; the medians are reported.
 */
public final class ForecasterBenchmark {
  /**
   * Medians over all turns.
   *
   * @param forecasterPerSecond sequences per second, features and forecasts included
   * @param networkPerSecond sequences per second of the bare network
   * @param ratio median of the turns' ratios
   */
  public record Result(double forecasterPerSecond, double networkPerSecond, double ratio) {}

  private static final int WARM_UP_TURNS = 3;

  private final int turns;
  private final Duration turn;

  /**
   * @param turns measured for each of the two
   * @param turn time that each takes
   */
  public ForecasterBenchmark(int turns, Duration turn) {
    this.turns = turns;
    this.turn = turn;
  }

  /**
   * Measures a model with one ensemble member.
   *
   * @param sequences one batch, all complete
   */
  public Result measure(ModelBundle bundle, List<GroupSequence> sequences) {
    try (Forecaster forecaster = Forecaster.of(bundle);
        ForecastNetwork network =
            ForecastNetwork.of(
                bundle.network(), bundle.schema().sequenceLength(), bundle.members().get(0));
        NDManager scope = network.manager().newSubManager()) {
      NDArray inputs = inputsOf(sequences, scope);
      List<Double> full = new ArrayList<>();
      List<Double> bare = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      for (int index = 0; index < WARM_UP_TURNS + turns; index++) {
        double fullRate = rate(sequences.size(), () -> forecaster.forecast(sequences));
        double bareRate = rate(sequences.size(), () -> run(network, inputs));
        if (index >= WARM_UP_TURNS) {
          full.add(fullRate);
          bare.add(bareRate);
          ratios.add(fullRate / bareRate);
        }
      }
      return new Result(median(full), median(bare), median(ratios));
    }
  }

  private static NDArray inputsOf(List<GroupSequence> sequences, NDManager scope) {
    FeatureExtractor extractor = new FeatureExtractor();
    FeatureBatch batch = new FeatureBatch(extractor.schema(), sequences.size());
    sequences.forEach(sequence -> extractor.extract(sequence, batch));
    Shape shape =
        new Shape(
            sequences.size(),
            batch.schema().sequenceLength(),
            batch.schema().sequenceFeatures().size());
    InputBuffer buffer = new InputBuffer(batch.sequenceInputs().length);
    return buffer.load(scope, batch.sequenceInputs(), shape);
  }

  private static void run(ForecastNetwork network, NDArray inputs) {
    try (NDManager scope = network.manager().newSubManager()) {
      // Results belong to the manager of the inputs, so these need one of their own each time.
      NDArray view = inputs.reshape(inputs.getShape());
      view.attach(scope);
      network.forward(view, false).toFloatArray();
    }
  }

  private double rate(int sequences, Runnable work) {
    long start = System.nanoTime();
    long runs = 0;
    while (System.nanoTime() - start < turn.toNanos()) {
      work.run();
      runs++;
    }
    return runs * (double) sequences * 1e9 / (System.nanoTime() - start);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
