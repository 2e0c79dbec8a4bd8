package io.prescale.training.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.prescale.forecasting.network.ForecastNetwork;
import io.prescale.forecasting.network.NetworkSpecification;
import io.prescale.forecasting.network.PyTorchEngine;
import io.prescale.training.series.TrainingException;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Trains one network: mini-batches in random order, Adam, one-cycle learning rate, and of all
 * epochs the parameters that did best on the validation part. The same data, settings and seed give
 * the same parameters, bit by bit, on the same machine, also when training was interrupted and
 * resumed.
 */
final class Trainer {
  private final TrainingData data;
  private final TrainingSettings settings;
  private final boolean[] horizons;
  private final WindowBatch batch;
  private final WindowSampler sampler;

  Trainer(TrainingData data, TrainingSettings settings) {
    this.data = data;
    this.settings = settings;
    this.horizons = settings.countedHorizons();
    this.batch = new WindowBatch(data.schema(), settings.batchSize());
    this.sampler = new WindowSampler(data);
  }

  /**
   * Trains a network.
   *
   * @param until the epoch to stop after, though the learning rate falls over all of the settings'
   * @param checkpoints where each epoch is kept, and where to go on from
   * @throws TrainingException if the loss is no longer a number
   */
  TrainedMember train(
      NetworkSpecification specification,
      long seed,
      int until,
      Checkpoints checkpoints,
      TrainingListener listener) {
    ValidationScore validation = new ValidationScore(data, horizons);
    int epochWindows = Math.min(settings.epochWindows(), data.trainingWindows());
    int stepsPerEpoch = ceilDiv(epochWindows, settings.batchSize());
    int steps = stepsPerEpoch * settings.epochs();
    LearningRate learningRate = new LearningRate(settings.learningRate(), steps);
    try (ForecastNetwork network =
            ForecastNetwork.create(specification, data.schema().sequenceLength(), seed);
        AdamOptimizer optimizer =
            new AdamOptimizer(network.manager(), network.trainableParameters().values())) {
      UsedFeatures used = UsedFeatures.of(data);
      network.cut(used.ofSteps(), used.ofSequences());
      Checkpoint reached = checkpoints.load();
      TrainedMember best;
      int firstEpoch = 1;
      if (reached == null) {
        best = new TrainedMember(network.parameters(), 0, validation.of(network));
      } else {
        network.restore(reached.parameters());
        optimizer.restore(reached.optimizer());
        best = reached.best();
        firstEpoch = reached.epoch() + 1;
      }
      for (int epoch = firstEpoch; epoch <= Math.min(until, settings.epochs()); epoch++) {
        if (epoch - 1 - best.bestEpoch() >= settings.patience()) {
          break;
        }
        // Drawn from by dropout only; everything else draws from a generator of its own.
        PyTorchEngine.load().setRandomSeed((int) (seed * 1_000_003 + epoch));
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + epoch);
        List<Window> windows = sampler.draw(epochWindows, random);
        double loss = 0;
        for (int step = 0; step < stepsPerEpoch; step++) {
          int from = step * settings.batchSize();
          int to = Math.min(from + settings.batchSize(), windows.size());
          batch.fill(windows.subList(from, to), horizons);
          loss += step(network) / stepsPerEpoch;
          int done = (epoch - 1) * stepsPerEpoch + step;
          optimizer.update(learningRate.at(done));
          listener.onStep(done + 1, steps);
        }
        requireNumber(loss, epoch);
        double score = validation.of(network);
        boolean better = score < best.validationScore();
        if (better) {
          best = new TrainedMember(network.parameters(), epoch, score);
        }
        checkpoints.save(new Checkpoint(epoch, network.parameters(), optimizer.state(), best));
        listener.onEpoch(epoch, loss, score, better);
      }
      return best;
    }
  }

  /** Computes the gradients of the batch; returns the loss. */
  private double step(ForecastNetwork network) {
    try (NDManager scope = network.manager().newSubManager();
        GradientCollector collector = PyTorchEngine.load().newGradientCollector()) {
      NDArray outputs = network.forward(batch.sequences(scope), batch.statics(scope), true);
      NDArray loss = settings.loss().of(outputs, batch.targets(scope), batch.mask(scope));
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

  private static int ceilDiv(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
