package io.prescale.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.prescale.forecasting.bundle.OutputScaler;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.network.ForecastNetwork;
import io.prescale.forecasting.network.InputBuffer;
import io.prescale.forecasting.network.NetworkSpecification;
import io.prescale.forecasting.network.ParameterValues;
import io.prescale.forecasting.network.PyTorchEngine;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Trains one network: mini-batches in random order, Adam, one-cycle learning rate, and of all
 * epochs the parameters that did best on the validation part. The same data, settings and seed give
 * the same parameters, bit by bit, on the same machine.
 */
public final class Trainer {
  /**
   * A trained network.
   *
   * @param parameters of the best epoch
   * @param bestEpoch from 1; 0 where no epoch beat the untrained network
   * @param validationScore of the best epoch; see {@link TrainingListener#onEpoch}
   */
  public record Result(List<ParameterValues> parameters, int bestEpoch, double validationScore) {}

  private final TrainingData data;
  private final OutputScaler scaler;
  private final TrainingSettings settings;
  private final WindowBatch batch;
  private final InputBuffer inputs;

  Trainer(TrainingData data, OutputScaler scaler, TrainingSettings settings) {
    this.data = data;
    this.scaler = scaler;
    this.settings = settings;
    this.batch = new WindowBatch(settings.batchSize());
    this.inputs = new InputBuffer(settings.batchSize() * data.schema().sequenceSize());
  }

  /**
   * Trains a network.
   *
   * @throws TrainingException if the loss is no longer a number
   */
  Result train(NetworkSpecification specification, long seed, TrainingListener listener) {
    // Drawn from by dropout only; everything else draws from generators of its own.
    PyTorchEngine.load().setRandomSeed((int) seed);
    SplittableRandom random = new SplittableRandom(seed);
    ValidationScore validation = new ValidationScore(data, new WindowScorer(data, scaler));
    int stepsPerEpoch = ceilDiv(data.windows(Part.TRAINING).size(), settings.batchSize());
    int steps = stepsPerEpoch * settings.epochs();
    LearningRate learningRate = new LearningRate(settings.learningRate(), steps);
    try (ForecastNetwork network =
            ForecastNetwork.create(specification, data.schema().sequenceLength(), seed);
        AdamOptimizer optimizer =
            new AdamOptimizer(network.manager(), network.trainableParameters().values())) {
      Result best = new Result(network.parameters(), 0, validation.of(network));
      for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
        int[] order = shuffled(data.windows(Part.TRAINING).size(), random);
        double loss = 0;
        for (int step = 0; step < stepsPerEpoch; step++) {
          int done = (epoch - 1) * stepsPerEpoch + step;
          fill(order, step);
          loss += step(network) / stepsPerEpoch;
          optimizer.update(learningRate.at(done));
          listener.onStep(done + 1, steps);
        }
        requireNumber(loss, epoch);
        double score = validation.of(network);
        boolean better = score < best.validationScore();
        listener.onEpoch(epoch, loss, score, better);
        if (better) {
          best = new Result(network.parameters(), epoch, score);
        } else if (epoch - best.bestEpoch() >= settings.patience()) {
          break;
        }
      }
      return best;
    }
  }

  private void fill(int[] order, int step) {
    Windows windows = data.windows(Part.TRAINING);
    int from = step * settings.batchSize();
    int to = Math.min(from + settings.batchSize(), order.length);
    batch.clear();
    for (int index = from; index < to; index++) {
      int window = order[index];
      batch.add(data.timelines().get(windows.timeline(window)), windows.newest(window), scaler);
    }
  }

  /** Computes the gradients of the batch; returns the loss. */
  private double step(ForecastNetwork network) {
    FeatureSchema schema = data.schema();
    Shape inputShape =
        new Shape(batch.size(), schema.sequenceLength(), schema.sequenceFeatures().size());
    Shape outputShape = new Shape(batch.size(), schema.horizons());
    int outputSize = Math.toIntExact(outputShape.size());
    try (NDManager scope = network.manager().newSubManager();
        GradientCollector collector = PyTorchEngine.load().newGradientCollector()) {
      NDArray array = inputs.load(scope, batch.features().sequenceInputs(), inputShape);
      NDArray targets = scope.create(Arrays.copyOf(batch.targets(), outputSize), outputShape);
      NDArray mask = scope.create(Arrays.copyOf(batch.mask(), outputSize), outputShape);
      NDArray loss = settings.loss().of(network.forward(array, true), targets, mask);
      collector.backward(loss);
      return loss.getFloat();
    }
  }

  private static void requireNumber(double loss, int epoch) {
    if (!Double.isFinite(loss)) {
      throw new TrainingException(
          "the loss is no longer a number in epoch "
              + epoch
              + "; try a lower learning rate or another seed");
    }
  }

  private static int[] shuffled(int size, SplittableRandom random) {
    int[] order = new int[size];
    for (int index = 0; index < size; index++) {
      int other = random.nextInt(index + 1);
      order[index] = order[other];
      order[other] = index;
    }
    return order;
  }

  private static int ceilDiv(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
