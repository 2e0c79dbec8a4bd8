package io.prescale.forecasting;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Puts one row of arbitrary numbers among others and runs the network over them. */
final class BatchProbe implements BatchSizes.Probe {
  /** Runs the network over the first rows of a buffer. */
  interface Network {
    float[] run(float[] rows, int size);
  }

  private static final long SEED = 20_260_131;

  private final int inputs;
  private final int outputs;
  private final Network network;

  /**
   * @param inputs numbers of a row
   * @param outputs numbers that the network makes of them
   */
  BatchProbe(int inputs, int outputs, Network network) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.network = network;
  }

  @Override
  public float[] outputsOf(int size, int position) {
    float[] row = numbers(SEED, inputs);
    float[] rows = numbers(SEED + size, size * inputs);
    System.arraycopy(row, 0, rows, position * row.length, row.length);
    float[] results = network.run(rows, size);
    return Arrays.copyOfRange(results, position * outputs, (position + 1) * outputs);
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
