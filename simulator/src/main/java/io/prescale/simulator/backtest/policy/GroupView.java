package io.prescale.simulator.backtest.policy;

/**
 * How a group stands at the start of a minute, as its Auto Scaling API would tell.
 *
 * @param now epoch milliseconds
 * @param desired desired capacity, instances
 * @param minSize instances
 * @param maxSize instances
 */
public record GroupView(long now, int desired, int minSize, int maxSize) {
  /** A capacity brought within the group's sizes. */
  int within(int capacity) {
    return Math.max(minSize, Math.min(maxSize, capacity));
  }
}
