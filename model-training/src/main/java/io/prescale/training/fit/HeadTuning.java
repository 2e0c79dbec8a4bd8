package io.prescale.training.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.prescale.forecasting.network.ForecastHead;
import io.prescale.forecasting.network.ForecastNetwork;
import io.prescale.forecasting.network.InputBuffer;
import io.prescale.forecasting.network.ParameterValues;
import io.prescale.forecasting.network.PyTorchEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Tunes the head of a network to one group: the encoder stays as it is, so it runs once, and the
 * head learns from the group's own training windows. A tuned head is kept only where it does better
 * on the group's validation part by half a percent.
 */
final class HeadTuning {
  private static final int BATCH_SIZE = 256;
  private static final double LEARNING_RATE = 5e-4;
  private static final double WORTH_KEEPING = 0.995;
  private static final int FEWEST_WINDOWS = 288;

  private final TrainingSettings settings;
  private final ForecastNetwork network;
  private final List<ParameterValues> common;
  private final boolean[] horizons;
  private final WindowBatch batch;
  private final InputBuffer encodingBuffer;

  HeadTuning(TrainingData data, TrainingSettings settings, ForecastNetwork network) {
    this.settings = settings;
    this.network = network;
    this.horizons = settings.countedHorizons();
    this.common =
        network.parameters().stream().filter(one -> ForecastHead.isPart(one.name())).toList();
    this.batch = new WindowBatch(data.schema(), BATCH_SIZE);
    this.encodingBuffer = new InputBuffer(BATCH_SIZE * network.specification().encoding());
  }

  /** The head of a group; empty where that of all groups is as good. */
  Optional<ForecastHead> tune(SeriesWindows series, long seed) {
    if (series.training().size() < FEWEST_WINDOWS) {
      return Optional.empty();
    }
    network.put(common);
    float[][] training = encode(series.training());
    float[][] validation = encode(series.validation());
    double before = validationError(series.validation(), validation);
    double best = before * WORTH_KEEPING;
    ForecastHead kept = null;
    int stepsPerEpoch = (series.training().size() + BATCH_SIZE - 1) / BATCH_SIZE;
    LearningRate rate = new LearningRate(LEARNING_RATE, stepsPerEpoch * settings.tuningEpochs());
    long groupSeed = seed ^ series.group().hashCode();
    // Drawn from by dropout: a head depends neither on the groups before nor on an interruption.
    PyTorchEngine.load().setRandomSeed((int) (groupSeed ^ groupSeed >>> Integer.SIZE));
    SplittableRandom random = new SplittableRandom(groupSeed);
    try (AdamOptimizer optimizer =
        new AdamOptimizer(network.manager(), network.headParameters().values())) {
      int step = 0;
      for (int epoch = 0; epoch < settings.tuningEpochs(); epoch++) {
        int[] order = shuffled(series.training().size(), random);
        for (int from = 0; from < order.length; from += BATCH_SIZE) {
          int to = Math.min(from + BATCH_SIZE, order.length);
          gradients(series.training(), training, order, from, to);
          optimizer.update(rate.at(step++));
        }
        double error = validationError(series.validation(), validation);
        if (error < best) {
          best = error;
          kept = ForecastHead.of(network.specification(), network.parameters());
        }
      }
    }
    network.put(common);
    return Optional.ofNullable(kept);
  }

  private float[][] encode(List<Window> windows) {
    int size = network.specification().encoding();
    float[][] encodings = new float[windows.size()][];
    for (int from = 0; from < windows.size(); from += BATCH_SIZE) {
      List<Window> part = windows.subList(from, Math.min(from + BATCH_SIZE, windows.size()));
      batch.fill(part, horizons);
      try (NDManager scope = network.manager().newSubManager()) {
        float[] all = network.encode(batch.sequences(scope)).toFloatArray();
        for (int row = 0; row < part.size(); row++) {
          encodings[from + row] = Arrays.copyOfRange(all, row * size, (row + 1) * size);
        }
      }
    }
    return encodings;
  }

  private void gradients(List<Window> windows, float[][] encodings, int[] order, int from, int to) {
    List<Window> part = new ArrayList<>(to - from);
    int size = network.specification().encoding();
    float[] rows = new float[(to - from) * size];
    for (int index = from; index < to; index++) {
      part.add(windows.get(order[index]));
      System.arraycopy(encodings[order[index]], 0, rows, (index - from) * size, size);
    }
    batch.fill(part, horizons);
    try (NDManager scope = network.manager().newSubManager();
        GradientCollector collector = PyTorchEngine.load().newGradientCollector()) {
      NDArray encoded = encodingBuffer.load(scope, rows, new Shape(part.size(), size));
      NDArray outputs = network.trainHead(encoded, batch.statics(scope));
      collector.backward(settings.loss().of(outputs, batch.targets(scope), batch.mask(scope)));
    }
  }

  private double validationError(List<Window> windows, float[][] encodings) {
    ForecastHead head = ForecastHead.of(network.specification(), network.parameters());
    double[] outputs = new double[horizons.length];
    ValidationScore.Errors errors = new ValidationScore.Errors();
    float[] row = new float[horizons.length];
    for (int index = 0; index < windows.size(); index++) {
      head.forward(encodings[index], windows.get(index).statics(), 0, outputs);
      for (int horizon = 0; horizon < row.length; horizon++) {
        row[horizon] = (float) outputs[horizon];
      }
      errors.add(windows.subList(index, index + 1), row, horizons);
    }
    return errors.forecast();
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
}
