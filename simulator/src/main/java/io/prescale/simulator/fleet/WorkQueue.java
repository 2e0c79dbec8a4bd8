package io.prescale.simulator.fleet;

import io.prescale.simulator.fleet.MinuteReport.Load;

/**
 * Work that waits for capacity, done in the order in which it came. All work is in percent of one
 * instance for one minute. Nothing is lost: what comes in is either done or still waiting.
 */
final class WorkQueue {
  private double waiting;

  WorkQueue copy() {
    WorkQueue copy = new WorkQueue();
    copy.waiting = waiting;
    return copy;
  }

  /**
   * Offers the work of one minute to the instances.
   *
   * @param work what comes in
   * @param capacity what can be done in the minute
   * @return what became of it, and of what waited
   */
  Load offer(double work, double capacity) {
    double offered = waiting + work;
    double done = Math.min(offered, capacity);
    double late = Math.min(work, offered - done);
    waiting = offered - done;
    return new Load(work, done, waiting, late, capacity);
  }
}
