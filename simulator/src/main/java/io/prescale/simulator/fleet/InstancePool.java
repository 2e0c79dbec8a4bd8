package io.prescale.simulator.fleet;

import io.prescale.simulator.api.GroupDescription.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The instances of one group: launching, serving, terminating. */
final class InstancePool {
  private static final Duration TERMINATION = Duration.ofMinutes(1);
  private static final List<String> ZONES = List.of("us-east-1a", "us-east-1b");

  private static final class Member {
    final String id;
    final String zone;
    final Instant readyAt;
    Instant goneAt = Instant.MAX;

    Member(String id, String zone, Instant readyAt) {
      this.id = id;
      this.zone = zone;
      this.readyAt = readyAt;
    }

    boolean isTerminating() {
      return goneAt.isBefore(Instant.MAX);
    }

    boolean isInService(Instant now) {
      return !isTerminating() && !readyAt.isAfter(now);
    }

    String lifecycleState(Instant now) {
      if (isTerminating()) {
        return "Terminating";
      }
      return isInService(now) ? Instance.IN_SERVICE : "Pending";
    }
  }

  private final String group;
  private final Duration bootDelay;
  private final List<Member> members = new ArrayList<>();
  private int launched;

  /** Starts with instances that are in service already. */
  InstancePool(String group, Duration bootDelay, int initial, Instant start) {
    this.group = group;
    this.bootDelay = bootDelay;
    for (int number = 0; number < initial; number++) {
      launch(start);
    }
  }

  /** Launches and terminates towards the desired capacity, as far as the processes are allowed. */
  void adjust(Instant now, int desired, boolean mayLaunch, boolean mayTerminate) {
    members.removeIf(member -> !member.goneAt.isAfter(now));
    int surplus =
        (int) members.stream().filter(member -> !member.isTerminating()).count() - desired;
    while (surplus < 0 && mayLaunch) {
      launch(now.plus(bootDelay));
      surplus++;
    }
    if (surplus > 0 && mayTerminate) {
      // What does not serve yet goes first, then the oldest.
      surplus -= terminate(now, surplus, false);
      terminate(now, surplus, true);
    }
  }

  private int terminate(Instant now, int most, boolean inService) {
    int terminated = 0;
    Iterator<Member> oldestFirst = members.iterator();
    while (terminated < most && oldestFirst.hasNext()) {
      Member member = oldestFirst.next();
      if (!member.isTerminating() && member.isInService(now) == inService) {
        member.goneAt = now.plus(TERMINATION);
        terminated++;
      }
    }
    return terminated;
  }

  private void launch(Instant readyAt) {
    launched++;
    String id = String.format("i-%08x%09x", group.hashCode(), launched);
    members.add(new Member(id, ZONES.get(launched % ZONES.size()), readyAt));
  }

  /** Number of instances that serve. */
  int inService(Instant now) {
    return (int) members.stream().filter(member -> member.isInService(now)).count();
  }

  /** All instances, oldest first. */
  List<Instance> describe(Instant now) {
    return members.stream()
        .map(member -> new Instance(member.id, member.zone, member.lifecycleState(now)))
        .toList();
  }
}
