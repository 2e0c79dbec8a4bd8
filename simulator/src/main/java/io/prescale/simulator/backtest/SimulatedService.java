package io.prescale.simulator.backtest;

import io.prescale.simulator.fleet.GroupMetrics;
import io.prescale.simulator.fleet.MinuteMetrics;
import io.prescale.simulator.fleet.MinuteReport;
import io.prescale.simulator.fleet.SimulatedGroup;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** A simulated group with its metrics, which are published some minutes late. */
final class SimulatedService {
  private final SimulatedGroup group;
  private final GroupMetrics metrics;
  private final long delayMinutes;
  private final Deque<MinuteMetrics> unpublished = new ArrayDeque<>();

  SimulatedService(SimulatedGroup group, GroupMetrics metrics, long delayMinutes) {
    this.group = group;
    this.metrics = metrics;
    this.delayMinutes = delayMinutes;
  }

  /** One that stands the same, and goes its own way. */
  SimulatedService copy() {
    SimulatedService copy = new SimulatedService(group.copy(), metrics, delayMinutes);
    copy.unpublished.addAll(unpublished);
    return copy;
  }

  SimulatedGroup group() {
    return group;
  }

  /** Gives the metrics that become available now, in the order of time. */
  void publish(Consumer<MinuteMetrics> out) {
    while (unpublished.size() > delayMinutes) {
      out.accept(unpublished.remove());
    }
  }

  /** Lets the minute pass that begins now. */
  MinuteReport pass(Instant minute) {
    MinuteReport report = group.pass(minute);
    unpublished.add(metrics.measure(report));
    return report;
  }
}
