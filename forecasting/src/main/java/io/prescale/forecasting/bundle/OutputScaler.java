package io.prescale.forecasting.bundle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Turns the network's outputs into values: {@code value = last + spread * scale[horizon] * output},
 * with {@code last} and {@code spread} of the sequence. The scales are the root mean squares of
 * (value - last) / spread over the training part, so that every horizon weighs alike. Immutable.
 */
public final class OutputScaler {
  private final double[] horizonScales;

  /**
   * @param horizonScales one for each horizon, above 0
   * @throws IllegalArgumentException if one is not a finite number above 0
   */
  @JsonCreator
  public OutputScaler(@JsonProperty("horizonScales") double[] horizonScales) {
    if (horizonScales == null) {
      throw new IllegalArgumentException("horizonScales is missing");
    }
    for (double scale : horizonScales) {
      if (!(scale > 0) || Double.isInfinite(scale)) {
        throw new IllegalArgumentException("horizonScales must be above 0, but one is " + scale);
      }
    }
    this.horizonScales = horizonScales.clone();
  }

  @JsonProperty
  public double[] horizonScales() {
    return horizonScales.clone();
  }

  /** Number of horizons. */
  public int horizons() {
    return horizonScales.length;
  }

  /** Change of the value that an output stands for. */
  public double change(int horizon, double spread, double output) {
    return spread * horizonScales[horizon] * output;
  }

  /** The output that stands for a change of the value. */
  public double output(int horizon, double spread, double change) {
    return change / (spread * horizonScales[horizon]);
  }
}
