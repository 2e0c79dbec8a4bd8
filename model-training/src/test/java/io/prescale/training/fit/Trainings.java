package io.prescale.training.fit;

import io.prescale.domain.time.Slots;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.forecasting.network.NetworkSpecification;
import io.prescale.forecasting.network.ParameterValues;
import io.prescale.training.SeriesBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Short histories and tiny networks, so that a training takes a second. */
public final class Trainings {
  public static final SplitFractions FRACTIONS = new SplitFractions(0.2, 0.2);

  private Trainings() {}

  /** A wave of two hours and a half with noise. */
  public static HistorySeries wave(String group, int slots, long seed) {
    return SeriesBuilder.cpu(group, slots, noisyWave(slots, seed)).build();
  }

  static IntToDoubleFunction noisyWave(int slots, long seed) {
    Random random = new Random(seed);
    double[] noise = random.doubles(slots, -4, 4).toArray();
    return slot -> 50 + 20 * Math.sin(2 * Math.PI * slot / 30) + noise[slot];
  }

  /** Absolute errors at all horizons. */
  public static TrainingSettings settings(int epochs, int tuningEpochs) {
    return settings(epochs, tuningEpochs, Loss.MAE);
  }

  static TrainingSettings settings(int epochs, int tuningEpochs, Loss loss) {
    return new TrainingSettings(epochs, 512, 64, 0.01, epochs, loss, horizons(), tuningEpochs);
  }

  static int[] horizons() {
    return IntStream.rangeClosed(1, Slots.HORIZONS).toArray();
  }

  /** A network of one layer of eight. */
  public static TrainingPlan plan(TrainingSettings settings) {
    return new TrainingPlan(
        FeatureSchema.complete(), network(FeatureSchema.complete()), settings, FRACTIONS, true);
  }

  static NetworkSpecification network(FeatureSchema schema) {
    return NetworkSpecification.builder()
        .features(schema.sequenceFeatures().size())
        .staticFeatures(schema.staticSize())
        .layers(1)
        .hidden(8)
        .dropout(0.1)
        .attention(false)
        .horizons(Slots.HORIZONS)
        .build();
  }

  static TrainingData data(HistorySeries... series) {
    return TrainingData.of(List.of(series), FRACTIONS, FeatureSchema.complete());
  }

  /** All numbers of a network, one after the other. */
  static float[] numbers(List<ParameterValues> parameters) {
    int length = parameters.stream().mapToInt(one -> one.values().length).sum();
    float[] numbers = new float[length];
    int at = 0;
    for (ParameterValues one : parameters) {
      System.arraycopy(one.values(), 0, numbers, at, one.values().length);
      at += one.values().length;
    }
    return numbers;
  }

  /** Keeps every checkpoint, and starts from none. */
  static final class RecordedCheckpoints implements Checkpoints {
    private final List<Checkpoint> all = new ArrayList<>();

    @Override
    public Checkpoint load() {
      return null;
    }

    @Override
    public void save(Checkpoint checkpoint) {
      all.add(checkpoint);
    }

    /** After an epoch, from 1. */
    Checkpoint after(int epoch) {
      return all.get(epoch - 1);
    }
  }

  /** Remembers what it is told of the epochs. */
  static final class RecordedEpochs implements TrainingListener {
    private final List<Double> losses = new ArrayList<>();
    private final List<Double> scores = new ArrayList<>();
    private final List<Boolean> best = new ArrayList<>();
    private int steps;

    @Override
    public void onStep(int step, int all) {
      steps = step;
    }

    @Override
    public void onEpoch(int epoch, double trainingLoss, double validationScore, boolean better) {
      losses.add(trainingLoss);
      scores.add(validationScore);
      best.add(better);
    }

    List<Double> losses() {
      return losses;
    }

    List<Double> scores() {
      return scores;
    }

    /** Whether each epoch was the best until then. */
    List<Boolean> best() {
      return best;
    }

    int steps() {
      return steps;
    }
  }
}
