package io.prescale.forecasting.network;

/**
 * Hyper-parameters of the network: a stack of LSTM layers over the sequence, then a dense head on
 * the last step. Immutable.
 */
public final class NetworkSpecification {
  /** Bounds that also protect from absurd sizes in a manifest. */
  private static final int MOST_LAYERS = 8;

  private static final int MOST_UNITS = 1024;
  private static final int MOST_FEATURES = 512;

  private final int features;
  private final int layers;
  private final int hidden;
  private final double dropout;
  private final int horizons;

  /**
   * @param features inputs at each step
   * @param layers of the LSTM
   * @param hidden size of each LSTM layer's state, and of the head's hidden layer
   * @param dropout share of values dropped between layers in training, from 0 to below 1
   * @param horizons outputs
   * @throws IllegalArgumentException if one is out of range; the message names it and the range
   */
  public NetworkSpecification(int features, int layers, int hidden, double dropout, int horizons) {
    this.features = within("features", features, MOST_FEATURES);
    this.layers = within("layers", layers, MOST_LAYERS);
    this.hidden = within("hidden", hidden, MOST_UNITS);
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout must be from 0 to below 1, but is " + dropout);
    }
    this.dropout = dropout;
    this.horizons = within("horizons", horizons, MOST_FEATURES);
  }

  private static int within(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " must be from 1 to " + most + ", but is " + value);
    }
    return value;
  }

  public int features() {
    return features;
  }

  public int layers() {
    return layers;
  }

  public int hidden() {
    return hidden;
  }

  public double dropout() {
    return dropout;
  }

  public int horizons() {
    return horizons;
  }

  @Override
  public String toString() {
    return "LSTM " + layers + " x " + hidden + ", " + features + " features";
  }
}
