package io.prescale.simulator.backtest.policy;

import io.prescale.simulator.fleet.MinuteMetrics;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Knows the future: in every minute the fewest instances that keep utilisation at or below a
 * threshold, launched just in time. An instance that would be missed again before a new one could
 * take its place more cheaply (within boot and termination delay) is kept. No policy that keeps the
 * threshold in every minute needs fewer instance-hours, failed launches aside.
 */
public final class OraclePolicy implements ScalingPolicy {
  /** Keeps 3.0000000001 instances from becoming 4. */
  private static final double ROUNDING = 1e-9;

  private final long startMinute;
  private final int[] desired;

  /**
   * @param start first minute
   * @param demand {@code [minutes]}, percent of one instance
   * @param threshold utilisation, percent
   * @param bootMinutes from launch until an instance does its full work
   * @param terminationMinutes from the order to terminate until it is gone
   */
  public OraclePolicy(
      Instant start, double[] demand, double threshold, int bootMinutes, int terminationMinutes) {
    this.startMinute = start.getEpochSecond() / 60;
    int[] needed = new int[demand.length];
    for (int minute = 0; minute < demand.length; minute++) {
      needed[minute] = (int) Math.ceil(demand[minute] / threshold - ROUNDING);
    }
    int bridged = bootMinutes + terminationMinutes;
    int[] kept = withShortGapsFilled(needed, bridged);
    this.desired = highestWithin(kept, 0, bootMinutes);
  }

  /** Morphological closing: at every level, gaps of up to so many minutes are filled. */
  private static int[] withShortGapsFilled(int[] values, int gap) {
    int[] highest = highestWithin(values, 0, gap);
    int[] negative = new int[highest.length];
    for (int index = 0; index < highest.length; index++) {
      negative[index] = -highest[index];
    }
    int[] lowest = highestWithin(negative, gap, 0);
    int[] closed = new int[values.length];
    for (int index = 0; index < values.length; index++) {
      closed[index] = Math.max(values[index], -lowest[index]);
    }
    return closed;
  }

  /** For each index the highest value from {@code back} before it to {@code ahead} after it. */
  private static int[] highestWithin(int[] values, int back, int ahead) {
    int[] result = new int[values.length];
    Deque<Integer> candidates = new ArrayDeque<>();
    int next = 0;
    for (int index = 0; index < values.length; index++) {
      for (; next < values.length && next <= index + ahead; next++) {
        while (!candidates.isEmpty() && values[candidates.peekLast()] <= values[next]) {
          candidates.removeLast();
        }
        candidates.add(next);
      }
      while (candidates.peek() < index - back) {
        candidates.remove();
      }
      result[index] = values[candidates.peek()];
    }
    return result;
  }

  @Override
  public void observe(MinuteMetrics metrics) {}

  @Override
  public int capacity(GroupView group) {
    int minute = (int) (group.now() / 60_000 - startMinute);
    return minute < 0 || minute >= desired.length ? group.desired() : group.within(desired[minute]);
  }

  @Override
  public String reason() {
    return "Demand to come.";
  }
}
