package io.prescale.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prescale.simulator.api.ApiException;
import io.prescale.simulator.api.AutoScalingBackend.SizeUpdate;
import io.prescale.simulator.api.GroupDescription;
import io.prescale.simulator.fleet.GroupSpecification.Sizing;
import io.prescale.simulator.metric.MetricFeed;
import io.prescale.simulator.metric.MetricLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SimulatedFleetTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration BOOT_DELAY = Duration.ofMinutes(3);
  private static final Duration COOLDOWN = Duration.ofMinutes(5);

  @Test
  void newInstanceServesOnlyAfterTheBootDelay() throws Exception {
    SimulatedFleet fleet = fleet(Demand.constant(120), 1, 2, 5);
    fleet.setDesiredCapacity("web", 3, false);
    assertThat(lifecycleStates(fleet)).containsExactly("InService", "InService", "Pending");

    for (int minute = 1; minute <= 3; minute++) {
      fleet.advanceTo(START.plus(Duration.ofMinutes(minute)));
      assertThat(report(fleet).inServiceInstances()).as("minute " + minute).isEqualTo(2);
      assertThat(report(fleet).cpuUtilization()).isEqualTo(60);
      assertThat(report(fleet).desiredCapacity()).isEqualTo(3);
    }
    fleet.advanceTo(START.plus(Duration.ofMinutes(4)));
    assertThat(report(fleet).inServiceInstances()).isEqualTo(3);
    assertThat(report(fleet).cpuUtilization()).isEqualTo(40);
    assertThat(lifecycleStates(fleet)).containsOnly("InService");
  }

  @Test
  void terminatedInstanceStopsServingAtOnceAndDisappears() throws Exception {
    SimulatedFleet fleet = fleet(Demand.constant(60), 1, 3, 5);
    fleet.setDesiredCapacity("web", 2, false);
    assertThat(lifecycleStates(fleet)).containsExactly("Terminating", "InService", "InService");

    minutes(fleet, 1);
    assertThat(report(fleet).inServiceInstances()).isEqualTo(2);
    assertThat(report(fleet).cpuUtilization()).isEqualTo(30);
    minutes(fleet, 2);
    assertThat(lifecycleStates(fleet)).containsExactly("InService", "InService");
  }

  @Test
  void instanceThatStillBootsIsTerminatedBeforeOneThatServes() throws Exception {
    SimulatedFleet fleet = fleet(Demand.constant(60), 1, 2, 5);
    fleet.setDesiredCapacity("web", 3, false);
    fleet.setDesiredCapacity("web", 2, false);
    minutes(fleet, 1);
    assertThat(report(fleet).inServiceInstances()).isEqualTo(2);
  }

  @Test
  void saturatesAtFullUtilizationAndCarriesTheRestOver() {
    // 150 % of an instance for ten minutes on one instance, then nothing.
    Demand demand = time -> time.isBefore(START.plus(Duration.ofMinutes(10))) ? 150 : 0;
    SimulatedFleet fleet = fleet(demand, 1, 1, 5);
    minutes(fleet, 10);
    assertThat(report(fleet).cpuUtilization()).isEqualTo(100);
    assertThat(report(fleet).load().waiting()).isEqualTo(500);

    minutes(fleet, 14);
    assertThat(report(fleet).cpuUtilization()).as("works the queue off").isEqualTo(100);
    minutes(fleet, 15);
    assertThat(report(fleet).load().waiting()).isZero();
    minutes(fleet, 16);
    assertThat(report(fleet).cpuUtilization()).isZero();
  }

  @Test
  void workComesInEqualsWorkDoneAndWaiting() throws Exception {
    for (long seed = 1; seed <= 5; seed++) {
      FleetSpecification specification =
          FleetGenerator.enforced(seed).generate(6, START, Duration.ofDays(1));
      SimulatedFleet fleet = new SimulatedFleet(specification, new MetricLog(1, Duration.ZERO));
      double in = 0;
      double done = 0;
      for (int minute = 1; minute <= 1440; minute++) {
        minutes(fleet, minute);
        for (MinuteReport report : fleet.lastMinute()) {
          in += report.load().demand();
          done += report.load().done();
          assertThat(report.cpuUtilization()).isBetween(0.0, 100.0);
        }
        if (minute % 97 == 0) {
          squeeze(fleet, minute);
        }
      }
      double waiting = fleet.lastMinute().stream().mapToDouble(r -> r.load().waiting()).sum();
      assertThat(done + waiting).as("seed " + seed).isCloseTo(in, within(1e-6 * in));
    }
  }

  /** Moves every group to one of its limits, so that some starve. */
  private static void squeeze(SimulatedFleet fleet, int minute) throws ApiException {
    for (String group : fleet.groupNames()) {
      GroupDescription.Capacity capacity = fleet.describe(group).orElseThrow().capacity();
      int desired = minute % 2 == 0 ? capacity.minSize() : capacity.maxSize();
      fleet.setDesiredCapacity(group, desired, false);
    }
  }

  @Test
  void sameSeedAndCommandsGiveTheSameFleet() throws Exception {
    assertThat(history(7)).isEqualTo(history(7));
    assertThat(history(7)).isNotEqualTo(history(8));
  }

  private static List<Object> history(long seed) throws ApiException {
    FleetSpecification specification =
        FleetGenerator.enforced(seed).generate(8, START, Duration.ofDays(1));
    MetricLog log = new MetricLog(100_000, Duration.ZERO);
    SimulatedFleet fleet = new SimulatedFleet(specification, log);
    minutes(fleet, 200);
    squeeze(fleet, 1);
    minutes(fleet, 400);
    List<Object> history = new ArrayList<>(log.read(0, 100_000).data());
    for (String group : fleet.groupNames()) {
      history.add(fleet.describe(group).orElseThrow());
    }
    return history;
  }

  @Test
  void manySmallAdvancesEqualOneLargeOne() {
    SimulatedFleet stepwise = fleet(Demand.constant(150), 1, 1, 5);
    SimulatedFleet atOnce = fleet(Demand.constant(150), 1, 1, 5);
    for (int second = 0; second <= 600; second += 7) {
      stepwise.advanceTo(START.plusSeconds(second));
    }
    stepwise.advanceTo(START.plusSeconds(30));
    atOnce.advanceTo(START.plusSeconds(599));
    assertThat(stepwise.now()).isEqualTo(START.plus(Duration.ofMinutes(9)));
    assertThat(atOnce.lastMinute()).isEqualTo(stepwise.lastMinute());
  }

  @Test
  void refusesCapacityOutsideTheLimitsAndChangesNothing() {
    SimulatedFleet fleet = fleet(Demand.constant(10), 1, 2, 5);
    assertThatThrownBy(() -> fleet.setDesiredCapacity("web", 6, false))
        .hasMessageContaining("6 is above max value 5");
    assertThatThrownBy(() -> fleet.setDesiredCapacity("web", 0, false))
        .hasMessageContaining("0 is below min value 1");
    assertThatThrownBy(() -> fleet.setDesiredCapacity("nowhere", 1, false))
        .hasMessageContaining("nowhere");
    assertThat(capacity(fleet).desired()).isEqualTo(2);
  }

  @Test
  void cooldownRefusesOnlyRequestsThatHonourIt() throws Exception {
    SimulatedFleet fleet = fleet(Demand.constant(10), 1, 2, 5);
    fleet.setDesiredCapacity("web", 3, true);
    fleet.advanceTo(START.plus(COOLDOWN).minus(SimulatedFleet.STEP));
    assertThatThrownBy(() -> fleet.setDesiredCapacity("web", 4, true))
        .isInstanceOfSatisfying(
            ApiException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("ScalingActivityInProgress"));
    fleet.advanceTo(START.plus(COOLDOWN));
    fleet.setDesiredCapacity("web", 4, true);
    fleet.setDesiredCapacity("web", 5, false);
    assertThat(capacity(fleet).desired()).isEqualTo(5);
  }

  @Test
  void suspendedLaunchKeepsCapacityUntilResumed() throws Exception {
    SimulatedFleet fleet = fleet(Demand.constant(10), 1, 2, 5);
    fleet.suspend("web", Set.of("Launch"));
    fleet.setDesiredCapacity("web", 4, false);
    minutes(fleet, 10);
    assertThat(report(fleet).inServiceInstances()).isEqualTo(2);
    assertThat(report(fleet).desiredCapacity()).isEqualTo(4);

    fleet.resume("web", Set.of("Launch"));
    minutes(fleet, 15);
    assertThat(report(fleet).inServiceInstances()).isEqualTo(4);
  }

  @Test
  void suspendedTerminateKeepsCapacity() throws Exception {
    SimulatedFleet fleet = fleet(Demand.constant(10), 1, 3, 5);
    fleet.suspend("web", Set.of("Terminate"));
    fleet.setDesiredCapacity("web", 1, false);
    minutes(fleet, 5);
    assertThat(report(fleet).inServiceInstances()).isEqualTo(3);
  }

  @Test
  void newLimitsMoveTheDesiredCapacity() throws Exception {
    SimulatedFleet fleet = fleet(Demand.constant(10), 1, 2, 5);
    fleet.update("web", new SizeUpdate(Optional.of(4), Optional.of(8), Optional.empty()));
    assertThat(capacity(fleet)).isEqualTo(new GroupDescription.Capacity(4, 8, 4, 300));
    assertThatThrownBy(
            () ->
                fleet.update(
                    "web", new SizeUpdate(Optional.of(9), Optional.empty(), Optional.empty())))
        .hasMessageContaining("9")
        .hasMessageContaining("8");
    assertThatThrownBy(
            () ->
                fleet.update(
                    "web", new SizeUpdate(Optional.empty(), Optional.empty(), Optional.of(9))))
        .hasMessageContaining("above max value 8");
    assertThat(capacity(fleet).desired()).isEqualTo(4);
  }

  @Test
  void groupWithoutInstancesKeepsItsWorkWaiting() {
    SimulatedFleet fleet = fleet(Demand.constant(10), 0, 0, 5);
    minutes(fleet, 3);
    assertThat(report(fleet).cpuUtilization()).isNaN();
    assertThat(report(fleet).load().waiting()).isEqualTo(30);
  }

  @Test
  void callsWhileTimePassesAreAllCarriedOut() {
    SimulatedFleet fleet = fleet(Demand.constant(10), 0, 0, 2000);
    CompletableFuture<Void> time =
        CompletableFuture.runAsync(() -> fleet.advanceTo(START.plus(Duration.ofHours(10))));
    for (int desired = 1; desired <= 2000; desired++) {
      int capacity = desired;
      assertThat(catchRefusal(() -> fleet.setDesiredCapacity("web", capacity, false))).isEmpty();
      assertThat(capacity(fleet).desired()).isEqualTo(desired);
    }
    time.join();
    assertThat(fleet.now()).isEqualTo(START.plus(Duration.ofHours(10)));
    assertThat(fleet.describe("web").orElseThrow().instances()).hasSize(2000);
  }

  private interface Request {
    void send() throws ApiException;
  }

  private static Optional<ApiException> catchRefusal(Request request) {
    try {
      request.send();
      return Optional.empty();
    } catch (ApiException e) {
      return Optional.of(e);
    }
  }

  @Test
  void refusesAStartWithinAMinuteAndTwoGroupsOfOneName() {
    GroupSpecification group = group(Demand.constant(1), 0, 0, 0);
    MetricLog log = new MetricLog(1, Duration.ZERO);
    assertThatThrownBy(
            () ->
                new SimulatedFleet(
                    new FleetSpecification(START.plusSeconds(1), List.of(group), List.of(), 1),
                    log))
        .hasMessageContaining("whole minute");
    assertThatThrownBy(
            () ->
                new SimulatedFleet(
                    new FleetSpecification(START, List.of(group, group), List.of(), 1), log))
        .hasMessageContaining("web");
  }

  @Test
  void metricsArePublishedAtTheEndOfTheirMinuteAndAfterTheDelay() {
    MetricLog log = new MetricLog(100, Duration.ofMinutes(2));
    SimulatedFleet fleet =
        new SimulatedFleet(
            new FleetSpecification(
                START, List.of(group(Demand.constant(10), 1, 1, 1)), List.of(), 1),
            log);
    minutes(fleet, 2);
    assertThat(log.read(0, 100).data()).isEmpty();
    minutes(fleet, 3);
    MetricFeed.Batch batch = log.read(0, 100);
    assertThat(batch.data()).isNotEmpty().allMatch(datum -> datum.timestamp().equals(START));
  }

  private static SimulatedFleet fleet(Demand demand, int min, int initial, int max) {
    return new SimulatedFleet(
        new FleetSpecification(START, List.of(group(demand, min, initial, max)), List.of(), 1),
        new MetricLog(100, Duration.ZERO));
  }

  private static GroupSpecification group(Demand demand, int min, int initial, int max) {
    return GroupSpecification.of(
        "web", demand, new Sizing(min, max, initial, BOOT_DELAY, COOLDOWN));
  }

  private static void minutes(SimulatedFleet fleet, int sinceStart) {
    fleet.advanceTo(START.plus(Duration.ofMinutes(sinceStart)));
  }

  private static MinuteReport report(SimulatedFleet fleet) {
    return fleet.lastMinute().get(0);
  }

  private static GroupDescription.Capacity capacity(SimulatedFleet fleet) {
    return fleet.describe("web").orElseThrow().capacity();
  }

  private static List<String> lifecycleStates(SimulatedFleet fleet) {
    return fleet.describe("web").orElseThrow().instances().stream()
        .map(GroupDescription.Instance::lifecycleState)
        .toList();
  }
}
