package io.prescale.forecasting.network;

import java.util.Arrays;

/** Values of one parameter of a network, outside any engine. */
public final class ParameterValues {
  private final String name;
  private final long[] shape;
  private final float[] values;

  /**
   * @param name of the parameter in its network
   * @param shape its dimensions
   * @param values row by row; not copied
   * @throws IllegalArgumentException if the number of values is not that of the shape
   */
  public ParameterValues(String name, long[] shape, float[] values) {
    long size = 1;
    for (long dimension : shape) {
      size = Math.multiplyExact(size, dimension);
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          name
              + ": shape "
              + Arrays.toString(shape)
              + " does not fit "
              + values.length
              + " values");
    }
    this.name = name;
    this.shape = shape.clone();
    this.values = values;
  }

  public String name() {
    return name;
  }

  public long[] shape() {
    return shape.clone();
  }

  /** The values themselves, row by row: not a copy. */
  public float[] values() {
    return values;
  }
}
