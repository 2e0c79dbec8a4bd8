package io.prescale.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.time.TimeScale;
import io.prescale.simulator.api.SimulationServer;
import io.prescale.simulator.fleet.Demand;
import io.prescale.simulator.fleet.FleetGenerator;
import io.prescale.simulator.fleet.FleetSpecification;
import io.prescale.simulator.fleet.GroupSpecification;
import io.prescale.simulator.fleet.GroupSpecification.Sizing;
import io.prescale.simulator.fleet.SimulatedFleet;
import io.prescale.simulator.metric.MetricLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SimulationDriverTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final double SPEED = 12_000;

  @Test
  void fleetFollowsTheScaledTime() throws Exception {
    Clock clock = Clock.systemUTC();
    TimeScale timeScale = TimeScale.accelerated(clock.instant(), START, SPEED);
    SimulatedFleet fleet = fleet(Demand.constant(60));
    try (SimulationServer server = SimulationServer.start(fleet, fleet.metrics());
        SimulationDriver driver = new SimulationDriver(fleet, timeScale, clock).start()) {
      Awaitility.await().until(() -> fleet.now().isAfter(START.plus(Duration.ofHours(2))));
      assertThat(fleet.now()).isBeforeOrEqualTo(timeScale.now(clock));
      assertThat(driver.failure()).isEmpty();
      assertThat(server.calls().all()).isEmpty();
    }
  }

  @Test
  void timeStandsStillOnceClosed() {
    Clock clock = Clock.systemUTC();
    SimulatedFleet fleet = fleet(Demand.constant(60));
    SimulationDriver driver =
        new SimulationDriver(fleet, TimeScale.accelerated(clock.instant(), START, SPEED), clock)
            .start();
    Awaitility.await().until(() -> fleet.now().isAfter(START));
    driver.close();
    Instant stopped = fleet.now();
    awaitThreadGone();
    assertThat(fleet.now()).isEqualTo(stopped);
    driver.close();
  }

  @Test
  void failureOfTheFleetIsToldAndStopsTime() {
    Clock clock = Clock.systemUTC();
    AtomicInteger asked = new AtomicInteger();
    SimulatedFleet fleet =
        fleet(
            time -> {
              if (asked.incrementAndGet() == 10) {
                throw new IllegalStateException("demand is broken");
              }
              return 1;
            });
    try (SimulationDriver driver =
        new SimulationDriver(fleet, TimeScale.accelerated(clock.instant(), START, SPEED), clock)
            .start()) {
      Awaitility.await().until(() -> driver.failure().isPresent());
      assertThat(driver.failure().orElseThrow()).hasMessage("demand is broken");
      assertThat(fleet.now()).isEqualTo(START.plus(Duration.ofMinutes(9)));
    }
  }

  @Test
  void closesWhileItCatchesUp() {
    Clock clock = Clock.systemUTC();
    // A year behind: far more than a close may wait for.
    TimeScale timeScale =
        TimeScale.accelerated(clock.instant().minus(Duration.ofDays(365)), START, 1);
    SimulatedFleet fleet =
        new SimulatedFleet(
            FleetGenerator.enforced(1).generate(50, START, Duration.ofDays(1)),
            new MetricLog(10, Duration.ZERO));
    SimulationDriver driver = new SimulationDriver(fleet, timeScale, clock).start();
    Awaitility.await().until(() -> fleet.now().isAfter(START));
    driver.close();
    awaitThreadGone();
    assertThat(fleet.now()).isBefore(timeScale.now(clock));
  }

  private static void awaitThreadGone() {
    Awaitility.await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("simulation-driver")));
  }

  private static SimulatedFleet fleet(Demand demand) {
    Sizing sizing = new Sizing(1, 5, 2, Duration.ofMinutes(3), Duration.ofMinutes(5));
    return new SimulatedFleet(
        new FleetSpecification(
            START, List.of(GroupSpecification.of("web", demand, sizing)), List.of(), 1),
        new MetricLog(1_000, Duration.ZERO));
  }
}
