package io.prescale.endtoend;

import io.prescale.domain.calendar.BusinessCalendar;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.policy.json.DecisionJson;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.bundle.LocalBundleFiles;
import io.prescale.simulator.api.GroupDescription;
import io.prescale.simulator.api.SetDesiredCapacityCall;
import io.prescale.simulator.api.StaticBackend;
import io.prescale.testing.ShippedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A fleet of six groups over four hours: its history, its calendar, its API, and what to expect.
 */
final class ClosedLoopScenario {
  /** Chosen so that both shards of a stream, and both halves of the first, get some. */
  static final List<String> GROUPS =
      List.of("api", "checkout", "images", "search", "web-blue", "worker");

  static final int SLOTS = 52;

  private static final DecisionJson JSON = new DecisionJson();

  private final long firstSlot;
  private final String calendar;
  private final Path calendarFile;
  private final Path history;
  private final List<ScalingDecision> decisions;

  private ClosedLoopScenario(
      long firstSlot,
      String calendar,
      Path calendarFile,
      Path history,
      List<ScalingDecision> decisions) {
    this.firstSlot = firstSlot;
    this.calendar = calendar;
    this.calendarFile = calendarFile;
    this.history = history;
    this.decisions = decisions;
  }

  /**
   * Works the scenario out, and writes its history and its calendar to the folder.
   *
   * @param slotsAgo how many slots ago it ended
   */
  static ClosedLoopScenario endingBefore(int slotsAgo, Path folder) throws Exception {
    long firstSlot = Slots.startOf(System.currentTimeMillis()) - (SLOTS + slotsAgo) * Slots.MILLIS;
    String calendar = calendar(firstSlot);
    Path calendarFile =
        Files.writeString(folder.resolve("business_calendar-" + slotsAgo + ".json"), calendar);
    Path history = folder.resolve("history-" + slotsAgo + ".csv");
    try (Forecaster forecaster = Forecaster.load(new LocalBundleFiles(ShippedModel.folder()))) {
      ClosedLoop loop =
          ClosedLoop.run(
              GROUPS, firstSlot, SLOTS, BusinessCalendar.parse(calendar, "test"), forecaster);
      loop.writeHistory(history);
      return new ClosedLoopScenario(firstSlot, calendar, calendarFile, history, loop.decisions());
    }
  }

  private static String calendar(long firstSlot) {
    Instant start = Instant.ofEpochMilli(firstSlot + 30 * Slots.MILLIS);
    return String.format(
        "{\"events\": [{\"id\": \"promotion\", \"kind\": \"sale\", \"start\": \"%s\","
            + " \"end\": \"%s\", \"groups\": [\"web-*\"], \"minCapacity\": 8}]}",
        start, start.plus(Slots.LENGTH.multipliedBy(6)));
  }

  String calendar() {
    return calendar;
  }

  Path calendarFile() {
    return calendarFile;
  }

  /** Sorted by slot and group. */
  Path history() {
    return history;
  }

  /** When a slot starts, epoch milliseconds. */
  long startOf(int slot) {
    return firstSlot + slot * Slots.MILLIS;
  }

  /** Whether a decision is on one of the first slots. */
  boolean isOnFirst(int slots, ScalingDecision decision) {
    return decision.slotEnd <= firstSlot + slots * Slots.MILLIS;
  }

  /** What is to be decided on the first slots. */
  List<ScalingDecision> decisionsOnFirst(int slots) {
    return decisions.stream().filter(decision -> isOnFirst(slots, decision)).toList();
  }

  /** The groups as they stand before the first slot, enforced. */
  static StaticBackend backend() {
    StaticBackend backend = new StaticBackend(Clock.systemUTC());
    for (int number = 0; number < GROUPS.size(); number++) {
      String group = GROUPS.get(number);
      backend.put(
          group,
          ClosedLoop.MIN_SIZE,
          ClosedLoop.MAX_SIZE,
          ClosedLoop.FIRST_CAPACITY,
          Map.of("prescale:mode", "enforce"));
      if (ClosedLoop.isLoadBalanced(number)) {
        attachTargetGroup(backend, group);
      }
    }
    return backend;
  }

  private static void attachTargetGroup(StaticBackend backend, String group) {
    GroupDescription plain = backend.describe(group).orElseThrow();
    String arn =
        "arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/" + group + "/replay";
    backend.put(
        new GroupDescription(
            group,
            plain.capacity(),
            plain.createdTime(),
            plain.instances(),
            plain.tags(),
            List.of(arn),
            plain.suspendedProcesses()));
  }

  /** JSON of each decision by its identifier. */
  static Map<String, String> asJson(List<ScalingDecision> decisions) {
    Map<String, String> lines = new TreeMap<>();
    decisions.forEach(decision -> lines.put(decision.id, JSON.write(decision)));
    return lines;
  }

  static List<ScalingDecision> commands(List<ScalingDecision> decisions) {
    return decisions.stream().filter(ScalingDecision::isCommand).toList();
  }

  /** The capacities that each group is to be set to, in their order. */
  static Map<String, List<Integer>> commandsByGroup(List<ScalingDecision> decisions) {
    Map<String, List<Integer>> capacities = new TreeMap<>();
    commands(decisions).forEach(command -> add(capacities, command.group, command.desiredCapacity));
    return capacities;
  }

  /** The capacities that each group was set to, in their order. */
  static Map<String, List<Integer>> callsByGroup(List<SetDesiredCapacityCall> calls) {
    Map<String, List<Integer>> capacities = new TreeMap<>();
    calls.forEach(call -> add(capacities, call.group(), call.desired()));
    return capacities;
  }

  private static void add(Map<String, List<Integer>> capacities, String group, int capacity) {
    capacities.computeIfAbsent(group, name -> new ArrayList<>()).add(capacity);
  }
}
