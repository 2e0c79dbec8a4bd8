package io.prescale.simulator.api;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * Which requests go wrong, and how. Scripted faults come first, in the order in which they were
 * added for the request's action; the other requests go wrong by shares, the same ones for the same
 * seed and order of requests. Safe for use by several threads.
 */
public final class FaultPlan {
  private final SplittableRandom random;
  private final Map<Fault.Kind, Double> shares = new EnumMap<>(Fault.Kind.class);
  private final Map<String, Queue<Fault>> scripts = new HashMap<>();

  public FaultPlan(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A plan by which nothing goes wrong unless told so later. */
  public static FaultPlan none() {
    return new FaultPlan(0);
  }

  /**
   * Lets a share of all requests go wrong in one way; replaces the share set before.
   *
   * @param share from 0 to 1; all shares together at most 1
   * @throws IllegalArgumentException if it is not
   */
  public synchronized FaultPlan share(Fault.Kind kind, double share) {
    double others = 0;
    for (Map.Entry<Fault.Kind, Double> entry : shares.entrySet()) {
      others += entry.getKey() == kind ? 0 : entry.getValue();
    }
    if (!(share >= 0) || share + others > 1) {
      throw new IllegalArgumentException(
          "the shares of all faults must be from 0 to 1 together, but " + kind + " gets " + share);
    }
    shares.put(kind, share);
    return this;
  }

  /** Lets the next request of this action that has no scripted fault yet go wrong. */
  public synchronized FaultPlan next(String action, Fault fault) {
    scripts.computeIfAbsent(action, name -> new ArrayDeque<>()).add(fault);
    return this;
  }

  /** Lets the next requests of this action that have no scripted fault yet go wrong. */
  public FaultPlan next(String action, Fault.Kind... kinds) {
    for (Fault.Kind kind : kinds) {
      next(action, Fault.of(kind));
    }
    return this;
  }

  /** Forgets everything that was to go wrong. */
  public synchronized void clear() {
    shares.clear();
    scripts.clear();
  }

  /** What happens to the request that has come in. */
  synchronized Fault draw(String action) {
    Queue<Fault> script = scripts.get(action);
    if (script != null && !script.isEmpty()) {
      return script.remove();
    }
    double point = random.nextDouble();
    for (Map.Entry<Fault.Kind, Double> entry : shares.entrySet()) {
      point -= entry.getValue();
      if (point < 0) {
        return Fault.of(entry.getKey());
      }
    }
    return Fault.none();
  }
}
