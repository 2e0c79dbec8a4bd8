package io.prescale.simulator.fleet;

import io.prescale.simulator.api.GroupDescription.Instance;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The instances of one group. Each moves through these queues, oldest first, so that a minute costs
 * as much as the number of instances that change their state in it:
 *
 * <pre>
 *   launch -> booting -> warming up -> warm
 *                |            |         |
 *                +------------+---------+-> terminating -> gone
 *                (also when the launch fails)
 * </pre>
 */
final class InstancePool {
  private static final List<String> ZONES = List.of("us-east-1a", "us-east-1b");

  private static final class Member {
    final int number;
    final long readyAt;
    final boolean fails;
    final long goneAt;

    Member(int number, long readyAt, boolean fails) {
      this(number, readyAt, fails, Long.MAX_VALUE);
    }

    private Member(int number, long readyAt, boolean fails, long goneAt) {
      this.number = number;
      this.readyAt = readyAt;
      this.fails = fails;
      this.goneAt = goneAt;
    }

    Member terminatingUntil(Instant time) {
      return new Member(number, readyAt, fails, time.toEpochMilli());
    }
  }

  private final String group;
  private final InstanceLife life;
  private final HashedNoise luck;
  private final Deque<Member> booting = new ArrayDeque<>();
  private final Deque<Member> warmingUp = new ArrayDeque<>();
  private final Deque<Member> warm = new ArrayDeque<>();
  private final Deque<Member> terminating = new ArrayDeque<>();
  private int launched;
  private int failed;

  /**
   * Starts with instances that are in service and warm already.
   *
   * @param seed decides which launches fail
   */
  InstancePool(String group, InstanceLife life, int initial, Instant start, long seed) {
    this.group = group;
    this.life = life;
    this.luck = new HashedNoise(seed);
    for (int number = 0; number < initial; number++) {
      launched++;
      warm.add(new Member(launched, start.toEpochMilli(), false));
    }
  }

  private InstancePool(InstancePool other) {
    this.group = other.group;
    this.life = other.life;
    this.luck = other.luck;
    this.booting.addAll(other.booting);
    this.warmingUp.addAll(other.warmingUp);
    this.warm.addAll(other.warm);
    this.terminating.addAll(other.terminating);
    this.launched = other.launched;
    this.failed = other.failed;
  }

  /** The same instances, which go their own way. */
  InstancePool copy() {
    return new InstancePool(this);
  }

  /** Launches and terminates towards the desired capacity, as far as the processes are allowed. */
  void adjust(Instant now, int desired, boolean mayLaunch, boolean mayTerminate) {
    settle(now);
    int surplus = booting.size() + inService() - desired;
    while (surplus < 0 && mayLaunch) {
      launch(now);
      surplus++;
    }
    // Instances that boot for no time at all serve at once.
    settle(now);
    if (mayTerminate) {
      // What does not serve yet goes first, then the oldest.
      surplus = terminate(booting, surplus, now);
      surplus = terminate(warm, surplus, now);
      terminate(warmingUp, surplus, now);
    }
  }

  /** Lets instances change their state as time has passed. */
  private void settle(Instant time) {
    long now = time.toEpochMilli();
    while (!terminating.isEmpty() && terminating.peek().goneAt <= now) {
      terminating.remove();
    }
    while (!booting.isEmpty() && booting.peek().readyAt <= now) {
      Member ready = booting.remove();
      if (ready.fails) {
        failed++;
      } else {
        warmingUp.add(ready);
      }
    }
    while (!warmingUp.isEmpty() && warmingUp.peek().readyAt + life.warmUp().toMillis() <= now) {
      warm.add(warmingUp.remove());
    }
  }

  private void launch(Instant now) {
    launched++;
    booting.add(
        new Member(
            launched,
            now.plus(life.bootDelay()).toEpochMilli(),
            luck.uniform(launched) < life.launchFailure()));
  }

  private int terminate(Deque<Member> from, int surplus, Instant now) {
    int left = surplus;
    for (; left > 0 && !from.isEmpty(); left--) {
      terminating.add(from.remove().terminatingUntil(now.plus(life.terminationDelay())));
    }
    return left;
  }

  private int inService() {
    return warm.size() + warmingUp.size();
  }

  /** How many instances there are. */
  MinuteReport.Instances count(Instant now) {
    settle(now);
    return new MinuteReport.Instances(inService(), booting.size(), terminating.size());
  }

  /** How many warm instances could do the work that those in service can. */
  double effectiveInstances(Instant now) {
    settle(now);
    return warm.size() + life.warmUpShare() * warmingUp.size();
  }

  /** Instances launched so far, those of the start among them. */
  int launched() {
    return launched;
  }

  /** Launches that failed so far. */
  int failed() {
    return failed;
  }

  /** All instances, oldest first. */
  List<Instance> describe(Instant now) {
    settle(now);
    record Described(Member member, String state) {}
    List<Described> all = new ArrayList<>();
    booting.forEach(member -> all.add(new Described(member, "Pending")));
    warmingUp.forEach(member -> all.add(new Described(member, Instance.IN_SERVICE)));
    warm.forEach(member -> all.add(new Described(member, Instance.IN_SERVICE)));
    terminating.forEach(member -> all.add(new Described(member, "Terminating")));
    all.sort(Comparator.comparingInt(described -> described.member().number));
    return all.stream()
        .map(described -> describe(described.member().number, described.state()))
        .toList();
  }

  private Instance describe(int number, String state) {
    String id = String.format("i-%08x%09x", group.hashCode(), number);
    return new Instance(id, ZONES.get(number % ZONES.size()), state);
  }
}
