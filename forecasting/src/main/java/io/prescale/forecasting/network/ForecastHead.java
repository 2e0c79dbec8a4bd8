package io.prescale.forecasting.network;

import java.util.Arrays;
import java.util.List;

/**
 * The head of a network in plain Java: groups may have heads of their own, which no batch could
 * share. It gives the same result whatever else is scored with it. Immutable.
 *
 * @see ForecastBlock for the formula
 */
public final class ForecastHead {
  private static final String DENSE = "dense";
  private static final String OUTPUT = "output";

  private final int encoding;
  private final int statics;
  private final int hidden;
  private final int horizons;

  /** By input, then by unit: the inner loop then adds to different sums, side by side. */
  private final float[] denseWeight;

  private final float[] denseBias;

  /** By unit, then by output. */
  private final float[] outputWeight;

  private final float[] outputBias;

  private ForecastHead(NetworkSpecification specification, float[][] parts) {
    this.encoding = specification.encoding();
    this.statics = specification.staticFeatures();
    this.hidden = specification.hidden();
    this.horizons = specification.horizons();
    int inputs = encoding + statics;
    this.denseWeight =
        transposed(requireSize("dense weight", parts[0], hidden * inputs), hidden, inputs);
    this.denseBias = requireSize("dense bias", parts[1], hidden);
    int outputs = specification.headOutputs();
    this.outputWeight =
        transposed(requireSize("output weight", parts[2], outputs * hidden), outputs, hidden);
    this.outputBias = requireSize("output bias", parts[3], specification.headOutputs());
  }

  private static float[] requireSize(String what, float[] values, int size) {
    if (values == null || values.length != size) {
      throw new IllegalArgumentException(
          "head: expected "
              + size
              + " numbers of its "
              + what
              + ", found "
              + (values == null ? "none" : values.length));
    }
    return values;
  }

  private static float[] transposed(float[] matrix, int rows, int columns) {
    float[] result = new float[matrix.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        result[column * rows + row] = matrix[row * columns + column];
      }
    }
    return result;
  }

  /** Whether a parameter of a network belongs to its head. */
  public static boolean isPart(String parameterName) {
    return parameterName.contains(DENSE) || parameterName.contains(OUTPUT);
  }

  /**
   * The head among the parameters of a network.
   *
   * @throws IllegalArgumentException if it is not whole
   */
  public static ForecastHead of(
      NetworkSpecification specification, List<ParameterValues> parameters) {
    float[][] parts = new float[4][];
    for (ParameterValues parameter : parameters) {
      if (isPart(parameter.name())) {
        int part = parameter.name().contains(DENSE) ? 0 : 2;
        parts[part + (parameter.name().endsWith("bias") ? 1 : 0)] = parameter.values();
      }
    }
    return new ForecastHead(specification, parts);
  }

  /**
   * A head from numbers in a row: dense weight, dense bias, output weight, output bias.
   *
   * @throws IllegalArgumentException if their number is another one
   */
  public static ForecastHead ofNumbers(NetworkSpecification specification, float[] numbers) {
    int inputs = specification.encoding() + specification.staticFeatures();
    int[] sizes = {
      specification.hidden() * inputs,
      specification.hidden(),
      specification.headOutputs() * specification.hidden(),
      specification.headOutputs()
    };
    int total = Arrays.stream(sizes).sum();
    if (numbers.length != total) {
      throw new IllegalArgumentException(
          "head: expected " + total + " numbers, found " + numbers.length);
    }
    float[][] parts = new float[sizes.length][];
    int from = 0;
    for (int part = 0; part < sizes.length; part++) {
      parts[part] = Arrays.copyOfRange(numbers, from, from + sizes[part]);
      from += sizes[part];
    }
    return new ForecastHead(specification, parts);
  }

  /** All numbers in a row; see {@link #ofNumbers}. */
  public float[] toNumbers() {
    float[][] parts = {
      transposed(denseWeight, encoding + statics, hidden),
      denseBias,
      transposed(outputWeight, hidden, outputBias.length),
      outputBias
    };
    int size = 0;
    for (float[] part : parts) {
      size += part.length;
    }
    float[] numbers = new float[size];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, numbers, at, part.length);
      at += part.length;
    }
    return numbers;
  }

  /**
   * Computes one row.
   *
   * @param encodings {@code [batch, encoding]}, row by row
   * @param staticInputs {@code [batch, static features]}, row by row
   * @param row of the batch
   * @param outputs receives one number for each horizon
   */
  public void forward(float[] encodings, float[] staticInputs, int row, double[] outputs) {
    float[] activations = denseBias.clone();
    addProduct(denseWeight, 0, encodings, row * encoding, encoding, activations);
    addProduct(denseWeight, encoding, staticInputs, row * statics, statics, activations);
    for (int unit = 0; unit < hidden; unit++) {
      activations[unit] = Math.max(0, activations[unit]);
    }
    float[] raw = outputBias.clone();
    addProduct(outputWeight, 0, activations, 0, hidden, raw);
    for (int horizon = 0; horizon < horizons; horizon++) {
      outputs[horizon] = raw[horizon];
      if (statics > 0) {
        double gate = 1 / (1 + Math.exp(-raw[horizons + horizon]));
        outputs[horizon] += gate * staticInputs[row * statics + horizon];
      }
    }
  }

  /** Adds matrix x vector, the vector meeting the matrix from a given row on. */
  private static void addProduct(
      float[] matrix, int firstRow, float[] vector, int from, int length, float[] sums) {
    for (int index = 0; index < length; index++) {
      float factor = vector[from + index];
      if (factor != 0) {
        int at = (firstRow + index) * sums.length;
        for (int sum = 0; sum < sums.length; sum++) {
          sums[sum] += factor * matrix[at + sum];
        }
      }
    }
  }
}
