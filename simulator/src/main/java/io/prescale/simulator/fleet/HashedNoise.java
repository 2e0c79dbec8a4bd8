package io.prescale.simulator.fleet;

/**
 * Noise as a function of time, so that any instant can be asked for without the ones before it. A
 * hash of seed and position takes the place of a random generator's sequence.
 */
final class HashedNoise {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final long seed;

  HashedNoise(long seed) {
    this.seed = seed;
  }

  /** Evenly distributed over [0, 1), independent from position to position. */
  double uniform(long position) {
    return (mix(seed + position * GOLDEN_GAMMA) >>> 11) * 0x1.0p-53;
  }

  /**
   * Roughly normal with mean 0 and variance 1, within [-3.5, 3.5]: the sum of four uniform values,
   * scaled by its deviation (Irwin-Hall).
   */
  double normal(long position) {
    double sum = 0;
    for (int term = 0; term < 4; term++) {
      sum += uniform(position * 4 + term);
    }
    return (sum - 2) * Math.sqrt(3);
  }

  /** Changes smoothly: normal values at whole positions, joined by cosines. */
  double smooth(double position) {
    long left = (long) Math.floor(position);
    double weight = (1 - Math.cos(Math.PI * (position - left))) / 2;
    return normal(left) * (1 - weight) + normal(left + 1) * weight;
  }

  /** Finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
