package io.prescale.endtoend;

import io.prescale.domain.calendar.BusinessCalendar;
import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.fleet.ScalingSettings;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence;
import io.prescale.domain.policy.ScalingDecider;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.policy.ScalingHistory;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.Sample;
import io.prescale.domain.sample.SampleWindow;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.adaptation.GroupState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A fleet under the scaler's control, worked out without Flink: in each slot every group decides by
 * the policy, and the next slot shows the capacity that it asked for. So the history that comes of
 * it is one in which all commands were carried out, and any run of the scaler on it must decide and
 * command the same.
 */
final class ClosedLoop {
  /** Sizes that a history does not tell, instances. */
  static final int MIN_SIZE = 2;

  static final int MAX_SIZE = 12;

  /** Capacity that all groups start with, instances. */
  static final int FIRST_CAPACITY = 4;

  private static final String HEADER =
      "timestamp,auto_scaling_group,cpu_utilization,network_in,request_count,"
          + "in_service_instances,desired_capacity";
  private static final int PERIOD_SLOTS = 40;

  private final List<String> rows = new ArrayList<>(List.of(HEADER));
  private final List<ScalingDecision> decisions = new ArrayList<>();
  private final ScalingDecider decider = new ScalingDecider();
  private final BusinessCalendar calendar;
  private final Forecaster forecaster;

  private ClosedLoop(BusinessCalendar calendar, Forecaster forecaster) {
    this.calendar = calendar;
    this.forecaster = forecaster;
  }

  /**
   * Runs the loop.
   *
   * @param groups sorted names; every other one, from the first on, has a load balancer
   * @param firstSlot its start, epoch milliseconds
   */
  static ClosedLoop run(
      List<String> groups,
      long firstSlot,
      int slots,
      BusinessCalendar calendar,
      Forecaster forecaster) {
    ClosedLoop loop = new ClosedLoop(calendar, forecaster);
    List<Member> members = new ArrayList<>();
    for (String group : groups) {
      members.add(new Member(group, members.size()));
    }
    for (int slot = 0; slot < slots; slot++) {
      for (Member member : members) {
        loop.step(member, slot, firstSlot + slot * Slots.MILLIS);
      }
    }
    return loop;
  }

  /** The settings of all groups. Commands stay valid although the history is hours old. */
  static ScalingSettings settings() {
    ScalingSettings settings = new ScalingSettings();
    settings.commandValidForSeconds = 86_400;
    return settings;
  }

  static boolean isLoadBalanced(int groupNumber) {
    return groupNumber % 2 == 0;
  }

  /** Writes the history, sorted by slot and group. */
  void writeHistory(Path file) throws IOException {
    Files.write(file, rows);
  }

  /** All decisions, by slot and group. */
  List<ScalingDecision> decisions() {
    return decisions;
  }

  private void step(Member member, int slot, long slotStart) {
    Sample sample = member.sample(slot, slotStart);
    rows.add(member.row(sample));
    member.window.upsert(sample);
    GroupSequence sequence =
        member.window.toSequence(
            member.group.name, calendar.contextFor(member.group.name, slotStart));
    if (member.state == null) {
      member.state = forecaster.begin(sequence);
    }
    Forecast forecast = forecaster.forecast(List.of(sequence), List.of(member.state)).get(0);
    ForecastedSequence input =
        sequence.isComplete()
            ? ForecastedSequence.of(sequence, forecast)
            : ForecastedSequence.without(
                sequence, ForecastedSequence.Unavailable.SEQUENCE_INCOMPLETE);
    ScalingDecision decision = decider.decide(member.group, input, member.history);
    decisions.add(decision);
    member.inService = member.desired;
    member.desired = decision.desiredCapacity;
  }

  /** One group: its load, and how it stands. */
  private static final class Member {
    private final AutoScalingGroup group = new AutoScalingGroup();
    private final SampleWindow window = SampleWindow.create();
    private final ScalingHistory history = new ScalingHistory();
    private final int number;
    private final SplittableRandom noise;
    private GroupState state;
    private int desired = FIRST_CAPACITY;
    private int inService = FIRST_CAPACITY;

    Member(String name, int number) {
      this.number = number;
      this.noise = new SplittableRandom(name.hashCode());
      group.name = name;
      group.mode = ScalingMode.ENFORCE;
      group.settings = settings();
      group.minSize = MIN_SIZE;
      group.maxSize = MAX_SIZE;
      group.desiredCapacity = FIRST_CAPACITY;
      group.inServiceInstances = FIRST_CAPACITY;
    }

    /** A wave between two and five instances' worth of load, each group at another place in it. */
    private double demand(int slot) {
      double phase = 2 * Math.PI * (slot + 5 * number) / PERIOD_SLOTS;
      return 300 + 180 * Math.sin(phase) + 10 * noise.nextDouble();
    }

    Sample sample(int slot, long slotStart) {
      double cpu = Math.min(100, Math.round(1000 * demand(slot) / inService) / 1000.0);
      double requests = isLoadBalanced(number) ? 1000 + Math.round(50 * cpu) : Double.NaN;
      return new Sample(slotStart, cpu, 1_000_000 + slot, requests, inService, desired);
    }

    String row(Sample sample) {
      return String.join(
          ",",
          Instant.ofEpochMilli(sample.slotStart()).toString(),
          group.name,
          Double.toString(sample.cpuUtilization()),
          Double.toString(sample.networkIn()),
          isLoadBalanced(number) ? Double.toString(sample.requestCount()) : "",
          Integer.toString(inService),
          Integer.toString(desired));
    }
  }
}
