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

  /** Far more than single precision rounds by, far less than any real influence. */
  private static final double ROUNDING = 1e-3;

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

  /**
   * Makes sure that the outputs of a row differ by no more than rounding, whatever is beside it.
   *
   * @param sizes of batches to try
   * @throws IllegalArgumentException if they depend on the other rows, or on chance
   */
  void requireRowsApart(int... sizes) {
    float[] reference = outputsOf(sizes[0], 0);
    for (int size : sizes) {
      for (int position : new int[] {0, size - 1}) {
        float[] found = outputsOf(size, position);
        for (int output = 0; output < found.length; output++) {
          double allowed = ROUNDING * (1 + Math.abs(reference[output]));
          if (Math.abs(found[output] - reference[output]) > allowed) {
            throw new IllegalArgumentException(
                "the model gives the same sequence "
                    + reference[output]
                    + " and "
                    + found[output]
                    + " among other sequences; it must compute each one by itself and without"
                    + " chance (a module in training mode does not: call eval() before it is"
                    + " traced)");
          }
        }
      }
    }
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
