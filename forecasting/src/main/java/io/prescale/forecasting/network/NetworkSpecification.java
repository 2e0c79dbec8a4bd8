package io.prescale.forecasting.network;

/**
 * Hyper-parameters of the network: a stack of LSTM layers over the sequence, optionally attention
 * over its steps, then a dense head that also sees the static features. Immutable.
 */
public final class NetworkSpecification {
  /** Bounds that also protect from absurd sizes in a manifest. */
  private static final int MOST_LAYERS = 8;

  private static final int MOST_UNITS = 1024;
  private static final int MOST_FEATURES = 512;

  private final int features;
  private final int staticFeatures;
  private final int layers;
  private final int hidden;
  private final double dropout;
  private final boolean attention;
  private final int horizons;

  private NetworkSpecification(Builder builder) {
    this.features = within("features", builder.features, 1, MOST_FEATURES);
    this.staticFeatures = within("static features", builder.staticFeatures, 0, MOST_FEATURES);
    this.layers = within("layers", builder.layers, 1, MOST_LAYERS);
    this.hidden = within("hidden", builder.hidden, 1, MOST_UNITS);
    if (!(builder.dropout >= 0 && builder.dropout < 1)) {
      throw new IllegalArgumentException(
          "dropout must be from 0 to below 1, but is " + builder.dropout);
    }
    this.dropout = builder.dropout;
    this.attention = builder.attention;
    this.horizons = within("horizons", builder.horizons, 1, MOST_FEATURES);
    if (staticFeatures > 0 && staticFeatures < horizons) {
      throw new IllegalArgumentException(
          "static features must be none, or at least the "
              + horizons
              + " that the gate lets through, but are "
              + staticFeatures);
    }
  }

  private static int within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be from " + least + " to " + most + ", but is " + value);
    }
    return value;
  }

  /** A builder with one layer of 64, without static features, dropout or attention. */
  public static Builder builder() {
    return new Builder();
  }

  /** Inputs at each step. */
  public int features() {
    return features;
  }

  /**
   * Inputs of the whole sequence; 0 for none. The first {@link #horizons()} are forecasts that a
   * gate lets through to the output.
   */
  public int staticFeatures() {
    return staticFeatures;
  }

  /** Whether a gate lets the first static features through to the output. */
  public boolean isGated() {
    return staticFeatures > 0;
  }

  public int layers() {
    return layers;
  }

  /** Size of each LSTM layer's state, and of the head's hidden layer. */
  public int hidden() {
    return hidden;
  }

  /** Share of values dropped between layers, and in the head, in training. */
  public double dropout() {
    return dropout;
  }

  /** Whether the head also sees an attention-weighted mean over all steps. */
  public boolean attention() {
    return attention;
  }

  /** Numbers that a sequence is encoded in. */
  public int encoding() {
    return attention ? 2 * hidden : hidden;
  }

  /** Outputs. */
  public int horizons() {
    return horizons;
  }

  /** Outputs of the last layer: with a gate twice the horizons. */
  int headOutputs() {
    return isGated() ? 2 * horizons : horizons;
  }

  @Override
  public String toString() {
    return "LSTM "
        + layers
        + " x "
        + hidden
        + (attention ? " with attention" : "")
        + ", "
        + features
        + " features at each step"
        + (isGated() ? ", " + staticFeatures + " of the sequence" : "");
  }

  /** Collects the hyper-parameters. */
  public static final class Builder {
    private int features;
    private int staticFeatures;
    private int layers = 1;
    private int hidden = 64;
    private double dropout;
    private boolean attention;
    private int horizons;

    private Builder() {}

    public Builder features(int value) {
      this.features = value;
      return this;
    }

    public Builder staticFeatures(int value) {
      this.staticFeatures = value;
      return this;
    }

    public Builder layers(int value) {
      this.layers = value;
      return this;
    }

    public Builder hidden(int value) {
      this.hidden = value;
      return this;
    }

    public Builder dropout(double value) {
      this.dropout = value;
      return this;
    }

    public Builder attention(boolean value) {
      this.attention = value;
      return this;
    }

    public Builder horizons(int value) {
      this.horizons = value;
      return this;
    }

    /**
     * @throws IllegalArgumentException if one is out of range; the message names it and the range
     */
    public NetworkSpecification build() {
      return new NetworkSpecification(this);
    }
  }
}
