package io.prescale.connectors.collector;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Spaces calls: never more than so many a second, half as many after each one that was throttled,
 * and slowly more again while they succeed. Slowed down, it varies the pauses at random, so that
 * callers that were throttled together do not come back together. Thread-safe.
 */
final class CallPacer {
  /** Slowest pace, calls a second. */
  private static final double SLOWEST = 0.1;

  /** Share of the full pace that each success wins back. */
  private static final double RECOVERY = 0.02;

  private static final double NANOS = 1e9;

  private final double fullPace;
  private final LongSupplier nanoTime;
  private final DoubleSupplier random;
  private double pace;
  private long next;

  /**
   * @param callsPerSecond full pace
   * @param nanoTime as {@link System#nanoTime()}
   * @param random from 0 to 1
   */
  CallPacer(double callsPerSecond, LongSupplier nanoTime, DoubleSupplier random) {
    this.fullPace = callsPerSecond;
    this.nanoTime = nanoTime;
    this.random = random;
    this.pace = callsPerSecond;
    this.next = nanoTime.getAsLong();
  }

  /** Waits for the caller's turn. */
  void await() throws InterruptedException {
    long nanos = reserve();
    if (nanos > 0) {
      TimeUnit.NANOSECONDS.sleep(nanos);
    }
  }

  /** Takes the next turn, and returns how long to wait for it, in nanoseconds. */
  synchronized long reserve() {
    long now = nanoTime.getAsLong();
    long turn = next - now > 0 ? next : now;
    double pause = NANOS / pace;
    next = turn + Math.round(pace < fullPace ? pause * (0.5 + random.getAsDouble()) : pause);
    return turn - now;
  }

  synchronized void throttled() {
    pace = Math.max(Math.min(SLOWEST, fullPace), pace / 2);
  }

  synchronized void succeeded() {
    pace = Math.min(fullPace, pace + RECOVERY * fullPace);
  }

  synchronized double callsPerSecond() {
    return pace;
  }
}
