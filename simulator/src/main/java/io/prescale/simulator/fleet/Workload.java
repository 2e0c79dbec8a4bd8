package io.prescale.simulator.fleet;

import io.prescale.simulator.fleet.DemandCurve.Irregularity;

/** Kinds of services, each with a typical course of the day. */
enum Workload {
  WEB("web", 0.55, 19, 0.85, new Irregularity(0.05, 0.03, 0.5, 0.6), true),
  CHECKOUT("checkout", 0.7, 20, 1.15, new Irregularity(0.08, 0.05, 0.8, 0.9), true),
  API("api", 0.5, 14, 0.5, new Irregularity(0.04, 0.03, 0.3, 0.5), true),
  SEARCH("search", 0.5, 16, 0.8, new Irregularity(0.05, 0.04, 0.4, 0.6), true),
  WORKER("worker", 0.25, 10, 0.7, new Irregularity(0.12, 0.08, 1.5, 1.2), false),
  BATCH("batch", 0.9, 2, 1, new Irregularity(0.06, 0.04, 0, 0), false);

  private final String prefix;
  private final double amplitude;
  private final double peakHour;
  private final double weekendFactor;
  private final Irregularity irregularity;
  private final boolean loadBalanced;

  Workload(
      String prefix,
      double amplitude,
      double peakHour,
      double weekendFactor,
      Irregularity irregularity,
      boolean loadBalanced) {
    this.prefix = prefix;
    this.amplitude = amplitude;
    this.peakHour = peakHour;
    this.weekendFactor = weekendFactor;
    this.irregularity = irregularity;
    this.loadBalanced = loadBalanced;
  }

  /** What the names of its groups begin with. */
  String prefix() {
    return prefix;
  }

  /**
   * The course of the day of one group.
   *
   * @param level mean of a working day, percent of one instance
   * @param variation from -1 to 1: how this group differs from its kind
   */
  DemandCurve.Shape shape(double level, double variation) {
    return new DemandCurve.Shape(
        level,
        Math.min(1, amplitude * (1 + 0.2 * variation)),
        peakHour + 2.5 * variation,
        weekendFactor);
  }

  Irregularity irregularity() {
    return irregularity;
  }

  boolean isLoadBalanced() {
    return loadBalanced;
  }
}
