package io.prescale.simulator.api;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest SetDesiredCapacity requests, oldest first. Safe for use by several threads. */
public final class CallLog {
  private static final int RETAINED = 100_000;

  private final Deque<SetDesiredCapacityCall> calls = new ArrayDeque<>();

  synchronized void add(SetDesiredCapacityCall call) {
    if (calls.size() == RETAINED) {
      calls.removeFirst();
    }
    calls.addLast(call);
  }

  /** Every request, with its outcome. */
  public synchronized List<SetDesiredCapacityCall> all() {
    return List.copyOf(calls);
  }

  /** The requests that were carried out. */
  public List<SetDesiredCapacityCall> applied() {
    return all().stream().filter(SetDesiredCapacityCall::isApplied).toList();
  }
}
