package io.prescale.reporting;

import java.util.ArrayList;
import java.util.List;

/** Maps values to pixels, linearly or by logarithm. */
public final class Scale {
  private final double from;
  private final double to;
  private final double fromPixel;
  private final double toPixel;
  private final boolean logarithmic;

  private Scale(double from, double to, double fromPixel, double toPixel, boolean logarithmic) {
    this.from = from;
    this.to = to > from ? to : from + 1;
    this.fromPixel = fromPixel;
    this.toPixel = toPixel;
    this.logarithmic = logarithmic;
  }

  public static Scale linear(double from, double to, double fromPixel, double toPixel) {
    return new Scale(from, to, fromPixel, toPixel, false);
  }

  /** Both ends must be above 0. */
  public static Scale logarithmic(double from, double to, double fromPixel, double toPixel) {
    return new Scale(from, to, fromPixel, toPixel, true);
  }

  /** The pixel of a value; one outside of the scale is drawn at its end. */
  public double at(double value) {
    double inside = Math.max(from, Math.min(to, value));
    double share =
        logarithmic ? Math.log(inside / from) / Math.log(to / from) : (inside - from) / (to - from);
    return fromPixel + share * (toPixel - fromPixel);
  }

  /** About {@code count} round values on a linear scale. */
  public List<Double> ticks(int count) {
    double rough = (to - from) / count;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power;
    for (double factor : new double[] {1, 2, 2.5, 5, 10}) {
      step = factor * power;
      if (step >= rough) {
        break;
      }
    }
    List<Double> ticks = new ArrayList<>();
    for (long multiple = (long) Math.ceil(from / step - 1e-9);
        multiple * step <= to + 1e-9 * step;
        multiple++) {
      ticks.add(multiple * step);
    }
    return ticks;
  }
}
