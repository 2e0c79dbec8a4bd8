package io.prescale.forecasting;

import io.prescale.forecasting.features.FeatureSchema;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Puts one row of arbitrary numbers among others and runs the network over them. */
final class BatchProbe implements BatchSizes.Probe {
  /** Runs the network over the first rows of a buffer. */
  interface Network {
    float[] run(float[] rows, int size);
  }

  private static final long SEED = 20_260_131;

  private final FeatureSchema schema;
  private final Network network;

  BatchProbe(FeatureSchema schema, Network network) {
    this.schema = schema;
    this.network = network;
  }

  @Override
  public float[] outputsOf(int size, int position) {
    float[] row = numbers(SEED, schema.sequenceSize());
    float[] rows = numbers(SEED + size, size * schema.sequenceSize());
    System.arraycopy(row, 0, rows, position * row.length, row.length);
    float[] outputs = network.run(rows, size);
    int horizons = schema.horizons();
    return Arrays.copyOfRange(outputs, position * horizons, (position + 1) * horizons);
  }

  private static float[] numbers(long seed, int length) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] numbers = new float[length];
    for (int index = 0; index < length; index++) {
      numbers[index] = (float) (random.nextDouble() * 4 - 2);
    }
    return numbers;
  }
}
