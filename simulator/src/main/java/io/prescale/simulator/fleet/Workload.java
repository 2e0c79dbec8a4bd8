package io.prescale.simulator.fleet;

import io.prescale.simulator.fleet.DemandCurve.Irregularity;
import io.prescale.simulator.fleet.DemandCurve.Shape;
import java.util.List;

/**
 * A kind of service with a typical course of the day.
 *
 * @param prefix what the names of its groups begin with
 * @param shape the course of the day, at a level of 1
 * @param loadBalanced whether its groups have a load balancer
 */
record Workload(String prefix, Shape shape, Irregularity irregularity, boolean loadBalanced) {
  static final Workload WEB =
      new Workload(
          "web", new Shape(1, 0.55, 19, 0.85), new Irregularity(0.05, 0.03, 0.5, 0.6), true);
  static final Workload CHECKOUT =
      new Workload(
          "checkout", new Shape(1, 0.7, 20, 1.15), new Irregularity(0.08, 0.05, 0.8, 0.9), true);
  static final Workload API =
      new Workload("api", new Shape(1, 0.5, 14, 0.5), new Irregularity(0.04, 0.03, 0.3, 0.5), true);
  static final Workload SEARCH =
      new Workload(
          "search", new Shape(1, 0.5, 16, 0.8), new Irregularity(0.05, 0.04, 0.4, 0.6), true);
  static final Workload WORKER =
      new Workload(
          "worker", new Shape(1, 0.25, 10, 0.7), new Irregularity(0.12, 0.08, 1.5, 1.2), false);
  static final Workload BATCH =
      new Workload("batch", new Shape(1, 0.9, 2, 1), new Irregularity(0.06, 0.04, 0, 0), false);

  /** Every kind, in the order in which a fleet takes them. */
  static final List<Workload> ALL = List.of(WEB, CHECKOUT, API, SEARCH, WORKER, BATCH);

  /**
   * The course of the day of one group of this kind.
   *
   * @param level mean of a working day, percent of one instance
   * @param variation from -1 to 1: how this group differs from its kind
   */
  Shape shapeOf(double level, double variation) {
    return new Shape(
        level,
        Math.min(1, shape.amplitude() * (1 + 0.2 * variation)),
        shape.peakHour() + 2.5 * variation,
        shape.weekendFactor());
  }
}
