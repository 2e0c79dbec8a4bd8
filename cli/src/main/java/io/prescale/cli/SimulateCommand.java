package io.prescale.cli;

import io.prescale.cli.local.Simulation;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.time.TimeScale;
import io.prescale.training.storage.Storage;
import io.prescale.training.storage.Storages;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code prescale simulate}: a simulated fleet behind the AWS endpoints that the jobs use. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Simulates a fleet, and serves its EC2 Auto Scaling API and its CloudWatch metrics for"
          + " collector, scaler and recorder (cloudwatch.endpoint, autoscaling.endpoint).",
      "Stop it with Ctrl-C."
    })
final class SimulateCommand implements Callable<Integer> {
  private static final String CALENDAR = "business_calendar.json";

  @Spec private CommandSpec spec;

  @Option(
      names = "--groups",
      paramLabel = "N",
      defaultValue = "8",
      description = "Auto scaling groups of the fleet. Default: ${DEFAULT-VALUE}.")
  private int groups;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another seed makes another fleet. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--observe", description = "The groups' tags say observe rather than enforce.")
  private boolean observe;

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "The fleet's time passes so many times as fast as real time; the jobs must be told the"
              + " same (simulation.speed, simulation.start). Default: ${DEFAULT-VALUE}.")
  private double speed;

  @Option(
      names = "--start",
      paramLabel = "INSTANT",
      description =
          "When the fleet's time is the real one, such as 2026-01-31T12:00:00Z. Default: now.")
  private Instant start;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8090",
      description = "Port to listen at; 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "localhost",
      description = "Address to listen at. Default: ${DEFAULT-VALUE}.")
  private String bind;

  @Option(
      names = "--calendar",
      paramLabel = "FOLDER",
      description =
          "Writes the fleet's business calendar, "
              + CALENDAR
              + ", there: DIR or s3://BUCKET/PREFIX.")
  private String calendar;

  @Override
  public Integer call() throws IOException, InterruptedException {
    require(groups >= 1 && groups <= 10_000, "--groups must be from 1 to 10000, but is " + groups);
    require(speed >= 1 && speed <= 3600, "--speed must be from 1 to 3600, but is " + speed);
    require(port >= 0 && port <= 65535, "--port must be from 0 to 65535, but is " + port);
    CountDownLatch stopped = new CountDownLatch(1);
    try (Simulation simulation = start()) {
      if (calendar != null) {
        writeCalendar(simulation);
      }
      Thread onCtrlC = new Thread(stopped::countDown, "prescale-stop");
      Runtime.getRuntime().addShutdownHook(onCtrlC);
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "%d groups at %s, their time %s times the real one.%nStop with Ctrl-C.%n",
          groups, simulation.server().endpoint(), speed);
      out.flush();
      awaitStop(stopped, simulation);
    }
    return 0;
  }

  private Simulation start() throws IOException {
    Instant origin = start == null ? Instant.now() : start;
    InetSocketAddress address = new InetSocketAddress(bind, port);
    require(!address.isUnresolved(), "--bind " + bind + " is no address of this machine");
    try {
      return Simulation.start(
          new Simulation.Options(
              groups,
              seed,
              observe ? ScalingMode.OBSERVE : ScalingMode.ENFORCE,
              TimeScale.accelerated(origin, origin, speed),
              address),
          Clock.systemUTC());
    } catch (BindException e) {
      throw new IllegalStateException(
          "port "
              + port
              + " of "
              + bind
              + " cannot be used ("
              + e.getMessage()
              + "); choose another one by --port, or 0 for any that is free",
          e);
    }
  }

  private void writeCalendar(Simulation simulation) throws IOException {
    try (Storage storage = Storages.open(calendar)) {
      storage.put(CALENDAR, Files.readAllBytes(simulation.calendar()));
    }
  }

  /** A fleet whose time stands still is of no use to anyone. */
  private static void awaitStop(CountDownLatch stopped, Simulation simulation)
      throws InterruptedException {
    while (!stopped.await(1, TimeUnit.SECONDS)) {
      Optional<RuntimeException> failure = simulation.failure();
      if (failure.isPresent()) {
        throw new IllegalStateException("the simulation failed", failure.get());
      }
    }
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
