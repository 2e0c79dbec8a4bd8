package io.prescale.forecasting.features;

import io.prescale.domain.forecast.Forecast;

/**
 * The network inputs of several sequences in one buffer that is used again and again, with what
 * turns the network's outputs back into values. Not safe for use by several threads.
 */
public final class FeatureBatch {
  private final FeatureSchema schema;
  private final int capacity;
  private final float[] sequenceInputs;
  private final double[] last;
  private final double[] spread;
  private final Forecast.Quantity[] quantity;
  private int size;

  /**
   * @param schema of the features
   * @param capacity most sequences that it holds
   */
  public FeatureBatch(FeatureSchema schema, int capacity) {
    this.schema = schema;
    this.capacity = capacity;
    this.sequenceInputs = new float[Math.multiplyExact(capacity, schema.sequenceSize())];
    this.last = new double[capacity];
    this.spread = new double[capacity];
    this.quantity = new Forecast.Quantity[capacity];
  }

  /** Forgets all sequences. */
  public void clear() {
    size = 0;
  }

  /** Sequences in it. */
  public int size() {
    return size;
  }

  /** Most sequences that it holds. */
  public int capacity() {
    return capacity;
  }

  public FeatureSchema schema() {
    return schema;
  }

  /**
   * The buffer itself, {@code [capacity, steps, features]}, row by row; only the first {@link
   * #size()} sequences mean anything.
   */
  public float[] sequenceInputs() {
    return sequenceInputs;
  }

  /** Newest value of a sequence, in the unit of its quantity. */
  public double last(int row) {
    return last[row];
  }

  /** Scale of a sequence, in the unit of its quantity; above 0. */
  public double spread(int row) {
    return spread[row];
  }

  /** What is forecast for a sequence. */
  public Forecast.Quantity quantity(int row) {
    return quantity[row];
  }

  /** Takes the next row and says where its inputs start in the buffer. */
  int append(Forecast.Quantity rowQuantity, double rowLast, double rowSpread) {
    if (size == capacity) {
      throw new IllegalStateException("the batch is full: it holds " + capacity + " sequences");
    }
    quantity[size] = rowQuantity;
    last[size] = rowLast;
    spread[size] = rowSpread;
    int offset = size * schema.sequenceSize();
    size++;
    return offset;
  }
}
