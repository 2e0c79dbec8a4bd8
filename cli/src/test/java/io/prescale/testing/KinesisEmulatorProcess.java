package io.prescale.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The node process of the Kinesis emulator: installs it where needed, starts it, ends it. */
final class KinesisEmulatorProcess implements AutoCloseable {
  private static final String NODE = "Node.js 18 or newer (Debian: apt-get install nodejs npm)";
  private static final int INSTALL_TIMEOUT_SECONDS = 180;

  private final Process process;
  private final Thread endWithJvm;
  private final int port;
  private final int securePort;
  private final Path log;

  private KinesisEmulatorProcess(Process process, int port, int securePort, Path log) {
    this.process = process;
    this.port = port;
    this.securePort = securePort;
    this.log = log;
    this.endWithJvm = new Thread(process::destroy, "end-kinesis-emulator");
    Runtime.getRuntime().addShutdownHook(endWithJvm);
  }

  /** What to tell about node or npm where one is missing. */
  static Optional<String> missingTool() {
    return ExternalTools.missing("node", NODE).or(() -> ExternalTools.missing("npm", NODE));
  }

  /**
   * Starts the emulator and waits until it answers.
   *
   * @param streams {@code name:shards}, separated by commas
   * @throws IllegalStateException if node or npm is missing, or the emulator cannot be installed or
   *     ends early, with its output
   */
  static KinesisEmulatorProcess start(String streams, String region) {
    missingTool()
        .ifPresent(
            message -> {
              throw new IllegalStateException(message);
            });
    Path folder = folder();
    install(folder);
    KinesisEmulatorProcess emulator = launch(folder, streams, region);
    try {
      emulator.awaitHealthy();
      return emulator;
    } catch (RuntimeException e) {
      emulator.close();
      throw e;
    }
  }

  private static Path folder() {
    return Path.of(System.getProperty("prescale.root", ".."), "deploy", "kinesis-emulator")
        .toAbsolutePath();
  }

  /** npm writes its copy of the lock file last, so a newer copy means a complete installation. */
  private static void install(Path folder) {
    Path installed = folder.resolve("node_modules/.package-lock.json");
    try {
      Path wanted = folder.resolve("package-lock.json");
      if (Files.exists(installed)
          && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted))
              >= 0) {
        return;
      }
      Path log = Files.createTempFile("kinesis-emulator-install", ".log");
      ExternalTools.run(
          folder, log, INSTALL_TIMEOUT_SECONDS, ExternalTools.executable("npm"), "ci");
      Files.delete(log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot install the Kinesis emulator in " + folder, e);
    }
  }

  private static KinesisEmulatorProcess launch(Path folder, String streams, String region) {
    Path installation = folder.resolve("node_modules/kinesis-local");
    int[] ports = twoFreePorts();
    int port = ports[0];
    int securePort = ports[1];
    try {
      Path log = Files.createTempFile("kinesis-emulator", ".log");
      ProcessBuilder builder =
          new ProcessBuilder("node", installation.resolve("main.js").toString())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder
          .environment()
          .putAll(
              Map.of(
                  "KINESIS_MOCK_CERT_PATH",
                  installation.resolve("server.json").toString(),
                  "KINESIS_MOCK_PLAIN_PORT",
                  Integer.toString(port),
                  "KINESIS_MOCK_TLS_PORT",
                  Integer.toString(securePort),
                  "INITIALIZE_STREAMS",
                  streams,
                  "SHARD_LIMIT",
                  "500",
                  "AWS_REGION",
                  region,
                  "LOG_LEVEL",
                  "WARN"));
      return new KinesisEmulatorProcess(builder.start(), port, securePort, log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the Kinesis emulator", e);
    }
  }

  private static int[] twoFreePorts() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket one = new ServerSocket(0, 1, loopback);
        ServerSocket other = new ServerSocket(0, 1, loopback)) {
      return new int[] {one.getLocalPort(), other.getLocalPort()};
    } catch (IOException e) {
      throw new UncheckedIOException("cannot find two free ports", e);
    }
  }

  private void awaitHealthy() {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest check = HttpRequest.newBuilder(endpoint().resolve("/healthcheck")).build();
    Waiting.until(
        "Kinesis emulator answers",
        () ->
            !process.isAlive()
                || http.send(check, HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
    if (!process.isAlive()) {
      throw new IllegalStateException("the Kinesis emulator ended:\n" + ExternalTools.tail(log));
    }
  }

  URI endpoint() {
    return URI.create("http://localhost:" + port);
  }

  URI secureEndpoint() {
    return URI.create("https://localhost:" + securePort);
  }

  /** Ends this process and no other. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
      Runtime.getRuntime().removeShutdownHook(endWithJvm);
      Files.deleteIfExists(log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
