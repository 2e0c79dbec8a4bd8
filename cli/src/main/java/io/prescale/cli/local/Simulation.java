package io.prescale.cli.local;

import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.time.Slots;
import io.prescale.domain.time.TimeScale;
import io.prescale.simulator.SimulationDriver;
import io.prescale.simulator.api.FaultPlan;
import io.prescale.simulator.api.SimulationServer;
import io.prescale.simulator.fleet.FleetGenerator;
import io.prescale.simulator.fleet.FleetSpecification;
import io.prescale.simulator.fleet.Sale;
import io.prescale.simulator.fleet.SimulatedFleet;
import io.prescale.simulator.generate.CalendarWriter;
import io.prescale.simulator.metric.MetricLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The world around a local run: a fleet whose time passes faster than ours, the AWS endpoints in
 * front of it, and its business calendar in a file.
 */
public final class Simulation implements AutoCloseable {
  /** Simulated past before the run, so that every sequence is full from the start. */
  private static final Duration HISTORY = Duration.ofHours(3);

  private static final Duration UNTIL_SALE = Duration.ofHours(2);
  private static final Duration SALE_LENGTH = Duration.ofHours(2);
  private static final double SALE_FACTOR = 1.6;
  private static final int RETAINED_PER_GROUP = 5 * 60 * 6;

  private final SimulatedFleet fleet;
  private final SimulationServer server;
  private final SimulationDriver driver;
  private final TimeScale timeScale;
  private final Clock clock;
  private final Path calendar;

  private Simulation(
      SimulatedFleet fleet,
      SimulationServer server,
      SimulationDriver driver,
      TimeScale timeScale,
      Path calendar,
      Clock clock) {
    this.fleet = fleet;
    this.server = server;
    this.driver = driver;
    this.timeScale = timeScale;
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * What to simulate.
   *
   * @param groups auto scaling groups
   * @param seed another one makes another fleet
   * @param mode what the groups' tags say
   * @param timeScale the fleet's time
   * @param address to listen at; port 0 for any free one
   */
  public record Options(
      int groups, long seed, ScalingMode mode, TimeScale timeScale, InetSocketAddress address) {}

  /**
   * Starts a fleet that already has a past, and lets its time pass from now on.
   *
   * @throws IOException if the port is taken, or the calendar cannot be written
   */
  public static Simulation start(Options options, Clock clock) throws IOException {
    Instant now =
        Instant.ofEpochMilli(Slots.startOf(options.timeScale().now(clock).toEpochMilli()));
    FleetSpecification specification =
        new FleetGenerator(options.seed(), options.mode())
            .generate(options.groups(), now.minus(HISTORY), List.of(saleAfter(now)));
    MetricLog log = new MetricLog(options.groups() * RETAINED_PER_GROUP, Duration.ZERO);
    SimulatedFleet fleet = new SimulatedFleet(specification, log);
    fleet.advanceTo(now);
    Path calendar = Files.createTempFile("business_calendar", ".json");
    calendar.toFile().deleteOnExit();
    CalendarWriter.write(calendar, specification.sales());
    SimulationServer server =
        SimulationServer.start(fleet, fleet.metrics(), FaultPlan.none(), options.address());
    SimulationDriver driver = new SimulationDriver(fleet, options.timeScale(), clock).start();
    return new Simulation(fleet, server, driver, options.timeScale(), calendar, clock);
  }

  private static Sale saleAfter(Instant now) {
    Instant start = now.plus(UNTIL_SALE);
    return new Sale(
        "flash-sale",
        "Flash sale",
        start,
        start.plus(SALE_LENGTH),
        List.of("web", "checkout"),
        SALE_FACTOR);
  }

  /** The fleet itself. */
  public SimulatedFleet fleet() {
    return fleet;
  }

  /** The endpoints in front of the fleet. */
  public SimulationServer server() {
    return server;
  }

  TimeScale timeScale() {
    return timeScale;
  }

  /** The business calendar file. */
  public Path calendar() {
    return calendar;
  }

  /** Simulated time. */
  Instant now() {
    return timeScale.now(clock);
  }

  /** Why time stands still, if it does. */
  public Optional<RuntimeException> failure() {
    return driver.failure();
  }

  @Override
  public void close() throws IOException {
    driver.close();
    server.close();
    Files.deleteIfExists(calendar);
  }
}
