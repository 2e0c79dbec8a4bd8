package io.prescale.training.fit;

/**
 * One cycle: a linear rise to the peak over the first 15 % of the steps, then half a cosine down to
 * a hundredth of it.
 */
final class LearningRate {
  private static final double WARM_UP = 0.15;
  private static final double START = 0.1;
  private static final double END = 0.01;

  private final double peak;
  private final int steps;

  LearningRate(double peak, int steps) {
    this.peak = peak;
    this.steps = steps;
  }

  /** The rate of a step, from 0. */
  double at(int step) {
    double progress = (double) step / Math.max(1, steps);
    if (progress < WARM_UP) {
      return peak * (START + (1 - START) * progress / WARM_UP);
    }
    double descent = Math.min(1, (progress - WARM_UP) / (1 - WARM_UP));
    return peak * (END + (1 - END) * (1 + Math.cos(Math.PI * descent)) / 2);
  }
}
