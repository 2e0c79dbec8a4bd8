package io.prescale.dashboard;

import io.prescale.dashboard.access.AccessToken;
import io.prescale.dashboard.files.Documents;
import io.prescale.dashboard.files.OutsideFiles;
import io.prescale.dashboard.log.DatabaseMistake;
import io.prescale.decisionlog.DatabaseAddress;
import io.prescale.domain.time.TimeScale;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code prescale dashboard}: the web dashboard on a decision log. */
@Command(
    name = "dashboard",
    mixinStandardHelpOptions = true,
    description = {
      "Serves the web dashboard on the decision log that the recorder job writes. It only reads.",
      "Stop it with Ctrl-C."
    })
public final class DashboardCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--database",
      required = true,
      paramLabel = "URL",
      description =
          "The decision log, such as jdbc:postgresql://HOST/DATABASE. User and password come from"
              + " the environment variables PRESCALE_DATABASE_USER and PRESCALE_DATABASE_PASSWORD.")
  private String database;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "" + DashboardSettings.DEFAULT_PORT,
      description = "Port to listen at; 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "localhost",
      description =
          "Address to listen at. Others than this machine's own need --token-file. Default:"
              + " ${DEFAULT-VALUE}.")
  private String bind;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Holds the token that visitors must know, in one line.")
  private Path tokenFile;

  @Option(
      names = "--flink-url",
      paramLabel = "URL",
      description = "The Flink web UI, for a link to it.")
  private URI flinkUrl;

  @Option(
      names = "--calendar",
      paramLabel = "FILE",
      description =
          "A business calendar to show instead of the one in the log: a path, or"
              + " s3://BUCKET/business_calendar.json.")
  private String calendar;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description =
          "Folder of model bundles, for models of which the log holds no model.json: a path, or"
              + " s3://BUCKET/models.")
  private String models;

  @Option(
      names = "--simulation-speed",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "For the log of a simulated fleet: how many times as fast as real time its time passes."
              + " Default: ${DEFAULT-VALUE}.")
  private double simulationSpeed;

  @Option(
      names = "--simulation-start",
      paramLabel = "INSTANT",
      description = "The instant from which it does, such as 2026-01-31T12:00:00Z.")
  private Instant simulationStart;

  private final Documents documents;

  /** With files of this machine. */
  public DashboardCommand() {
    this(Documents.ofThisMachine());
  }

  /**
   * @param documents reads what {@code --calendar} and {@code --models} name
   */
  public DashboardCommand(Documents documents) {
    this.documents = Objects.requireNonNull(documents, "documents");
  }

  @Override
  public Integer call() throws InterruptedException {
    require(port >= 0 && port <= 65535, "--port must be from 0 to 65535, but is " + port);
    require(
        flinkUrl == null || String.valueOf(flinkUrl.getScheme()).matches("https?"),
        "--flink-url must begin with http:// or https://, but is " + flinkUrl);
    requireReadable("--calendar", calendar, documents::read);
    requireReadable("--models", models, documents::requireFolder);
    require(
        simulationSpeed >= 1 && simulationSpeed <= 3600,
        "--simulation-speed must be from 1 to 3600, but is " + simulationSpeed);
    require(
        simulationSpeed == 1 || simulationStart != null,
        "--simulation-speed needs --simulation-start, which is missing");
    DatabaseAddress log = address();
    DatabaseMistake.of(log).ifPresent(mistake -> require(false, "--database: " + mistake));
    CountDownLatch stopped = new CountDownLatch(1);
    try (Dashboard dashboard = Dashboard.start(log, settings())) {
      Thread onCtrlC = new Thread(stopped::countDown, "prescale-stop");
      Runtime.getRuntime().addShutdownHook(onCtrlC);
      PrintWriter out = spec.commandLine().getOut();
      out.printf("Dashboard  %s%nStop with Ctrl-C.%n", dashboard.address());
      out.flush();
      stopped.await();
    }
    return 0;
  }

  private DatabaseAddress address() {
    try {
      return DatabaseAddress.of(
          database,
          fromEnvironment("PRESCALE_DATABASE_USER"),
          fromEnvironment("PRESCALE_DATABASE_PASSWORD"));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--database: " + e.getMessage(), e);
    }
  }

  private static String fromEnvironment(String name) {
    return Optional.ofNullable(System.getenv(name)).orElse("");
  }

  private DashboardSettings settings() {
    return new DashboardSettings(
        bind,
        port,
        token(),
        Optional.ofNullable(flinkUrl),
        new OutsideFiles(documents, Optional.ofNullable(calendar), Optional.ofNullable(models)),
        simulationStart == null
            ? TimeScale.real()
            : TimeScale.accelerated(simulationStart, simulationStart, simulationSpeed),
        simulationSpeed);
  }

  private Optional<AccessToken> token() {
    try {
      return Optional.ofNullable(tokenFile).map(AccessToken::fromFile);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--token-file: " + e.getMessage(), e);
    }
  }

  private void requireReadable(String option, String address, Reading reading) {
    if (address == null) {
      return;
    }
    try {
      reading.of(address);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), option + " " + address + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  /** Tries whether something can be read. */
  private interface Reading {
    void of(String address) throws IOException;
  }
}
