package io.prescale.forecasting.features;

import io.prescale.domain.forecast.Expert;
import io.prescale.domain.time.Slots;

/**
 * The network inputs of several sequences in buffers that are used again and again, with what turns
 * the network's outputs back into values. Not safe for use by several threads.
 */
public final class FeatureBatch {
  private static final int HORIZONS = Slots.HORIZONS;

  private final FeatureSchema schema;
  private final int capacity;
  private final float[] sequenceInputs;
  private final float[] staticInputs;
  private final double[] last;
  private final double[] restlessness;
  private final double[] lowest;
  private final double[] highest;
  private final double[] changeScales;
  private final double[] experts;
  private int size;

  /**
   * @param schema of the features
   * @param capacity most sequences that it holds
   */
  public FeatureBatch(FeatureSchema schema, int capacity) {
    this.schema = schema;
    this.capacity = capacity;
    this.sequenceInputs = new float[Math.multiplyExact(capacity, schema.sequenceSize())];
    this.staticInputs = new float[Math.multiplyExact(capacity, schema.staticSize())];
    this.last = new double[capacity];
    this.restlessness = new double[capacity];
    this.lowest = new double[capacity];
    this.highest = new double[capacity];
    this.changeScales = new double[capacity * HORIZONS];
    this.experts = new double[capacity * expertSize()];
  }

  /** Numbers of one sequence in {@link #experts}. */
  public static int expertSize() {
    return Expert.values().length * HORIZONS;
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

  /** The buffer of the static features, {@code [capacity, features]}, row by row. */
  public float[] staticInputs() {
    return staticInputs;
  }

  /** Newest value of a sequence, in the unit of its quantity. */
  public double last(int row) {
    return last[row];
  }

  /** Mean absolute change from one step to the next over the sequence. */
  public double restlessness(int row) {
    return restlessness[row];
  }

  /** Typical change of the group over some slots, in the unit of its quantity; above 0. */
  public double changeScale(int row, int horizon) {
    return changeScales[row * HORIZONS + horizon];
  }

  /**
   * What the experts other than the network forecast: {@code [capacity, experts, horizons]}, in the
   * unit of the quantity.
   */
  public double[] experts() {
    return experts;
  }

  /** The value that an output of the network stands for. */
  public double value(int row, int horizon, double output) {
    return schema.scaling() == ValueScaling.RANGE
        ? lowest[row] + output * (highest[row] - lowest[row])
        : last[row] + output * changeScale(row, horizon);
  }

  /** The output of the network that stands for a value. */
  public double output(int row, int horizon, double value) {
    return schema.scaling() == ValueScaling.RANGE
        ? (value - lowest[row]) / (highest[row] - lowest[row])
        : (value - last[row]) / changeScale(row, horizon);
  }

  /** Takes the next row. */
  int append(double rowLast, double rowRestlessness, double rowLowest, double rowHighest) {
    if (size == capacity) {
      throw new IllegalStateException("the batch is full: it holds " + capacity + " sequences");
    }
    last[size] = rowLast;
    restlessness[size] = rowRestlessness;
    lowest[size] = rowLowest;
    highest[size] = rowHighest;
    return size++;
  }

  void setChangeScale(int row, int horizon, double scale) {
    changeScales[row * HORIZONS + horizon] = scale;
  }

  void setExpert(int row, Expert expert, int horizon, double value) {
    experts[row * expertSize() + expert.ordinal() * HORIZONS + horizon] = value;
  }
}
