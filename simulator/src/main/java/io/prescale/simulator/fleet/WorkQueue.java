package io.prescale.simulator.fleet;

/**
 * Work that waits for capacity. All work is in percent of one instance for one minute. Nothing is
 * lost: what comes in is either done or still waiting.
 */
final class WorkQueue {
  private double waiting;

  /**
   * Offers the work of one minute to the instances.
   *
   * @param work what comes in
   * @param capacity what can be done in the minute
   * @return what is done, of what waited and what came in
   */
  double offer(double work, double capacity) {
    double offered = waiting + work;
    double done = Math.min(offered, capacity);
    waiting = offered - done;
    return done;
  }

  double waiting() {
    return waiting;
  }
}
