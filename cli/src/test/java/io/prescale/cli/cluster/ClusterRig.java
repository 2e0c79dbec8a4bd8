package io.prescale.cli.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prescale.cli.LocalFiles;
import io.prescale.testing.ExternalTools;
import io.prescale.testing.ShippedModel;
import io.prescale.testing.SystemProperties;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A cluster as {@code prescale cluster} starts it, on free ports, for a test: what the test asks it
 * for, and an end that leaves no process. Where something that it needs is missing the test is
 * skipped, or fails in continuous integration.
 */
public final class ClusterRig implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Path directory;
  private final ClusterPorts ports;
  private final Cluster cluster;
  private S3Client storage;
  private KinesisClient kinesis;

  private ClusterRig(Path directory, ClusterPorts ports, Cluster cluster) {
    this.directory = directory;
    this.ports = ports;
    this.cluster = cluster;
  }

  /** One task manager with four slots, small, without high availability. */
  public static ClusterSettings.Flink smallFlink() {
    return flink(1, 4, false);
  }

  /** Task managers with room for the model and little else. */
  public static ClusterSettings.Flink flink(int taskManagers, int slots, boolean highAvailability) {
    return new ClusterSettings.Flink(
        taskManagers,
        slots,
        "2048m",
        highAvailability,
        Map.of("taskmanager.memory.managed.size", "256m"));
  }

  /**
   * Prepares a cluster whose fleet's time is sixty times as fast; starts nothing. Its work folder
   * is one that other users can enter, such as the database's, unlike those that JUnit makes.
   */
  public static ClusterRig prepare(ClusterSettings.Flink flink) throws IOException {
    ClusterPorts ports = ClusterPorts.anyFree();
    return prepare(flink, ports, Endpoints.onThisMachine(ports));
  }

  /** As {@link #prepare(ClusterSettings.Flink)}, with endpoints that a test has changed. */
  public static ClusterRig prepare(
      ClusterSettings.Flink flink, ClusterPorts ports, Endpoints endpoints) throws IOException {
    Path directory =
        Files.createTempDirectory(
            "prescale-rig",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Installation installation = installation();
    if (!ExternalTools.isContinuousIntegration()) {
      try {
        installation.requireComplete();
      } catch (ClusterException e) {
        assumeTrue(false, e.getMessage());
      }
    }
    ClusterSettings.Fleet fleet =
        new ClusterSettings.Fleet(6, 1, false, 60, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    ClusterSettings settings =
        new ClusterSettings(directory, ports, fleet, ShippedModel.folder(), flink);
    return new ClusterRig(directory, ports, Cluster.prepare(settings, installation, endpoints));
  }

  /** Its work folder; after the end its logs are below {@code cli/target/cluster-logs}. */
  public Path directory() {
    return directory;
  }

  static Installation installation() {
    return new Installation(Path.of(System.getProperty("prescale.root")));
  }

  /** The cluster. */
  public Cluster cluster() {
    return cluster;
  }

  /** Where something of it listens. */
  public URI address(ClusterPort port) {
    return URI.create("http://localhost:" + ports.of(port));
  }

  /** Waits until all tasks of a job run. */
  public void awaitRunning(String job) {
    until("job " + job + " runs", () -> check(cluster.rest().isRunning(job)));
  }

  /** Rows of a query of the decision log, each value as text. */
  public List<List<String>> query(String sql) {
    try (Connection connection =
            DriverManager.getConnection(
                cluster.endpoints().database(), Endpoints.DATABASE_USER, "");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          row.add(result.getString(column));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Content of the objects of the bucket that begin with a prefix, by key. */
  public Map<String, String> objects(String prefix) {
    Map<String, String> objects = new TreeMap<>();
    String bucket = cluster.endpoints().bucket();
    storage()
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .forEach(
            key ->
                objects.put(
                    key,
                    storage()
                        .getObjectAsBytes(request -> request.bucket(bucket).key(key))
                        .asUtf8String()));
    return objects;
  }

  /** A client of its S3, without whatever stands between. */
  public S3Client storage() {
    if (storage == null) {
      storage =
          S3Client.builder()
              .endpointOverride(address(ClusterPort.STORAGE))
              .region(Region.of(Endpoints.REGION))
              .forcePathStyle(true)
              .credentialsProvider(
                  StaticCredentialsProvider.create(
                      AwsBasicCredentials.create(
                          MemoryStorage.ACCESS_KEY, MemoryStorage.SECRET_KEY)))
              .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
              .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
              .httpClientBuilder(UrlConnectionHttpClient.builder())
              .build();
    }
    return storage;
  }

  /** Puts a record to a stream, without whatever stands between. */
  public void put(String stream, String partitionKey, byte[] data) {
    kinesis()
        .putRecord(
            request ->
                request
                    .streamName(stream)
                    .partitionKey(partitionKey)
                    .data(SdkBytes.fromByteArray(data)));
  }

  /**
   * The emulator's CBOR is not always what the SDK takes: JSON instead, chosen by the first call.
   */
  private KinesisClient kinesis() {
    if (kinesis == null) {
      try (SystemProperties json = SystemProperties.set(Map.of("aws.cborEnabled", "false"))) {
        Objects.requireNonNull(json);
        kinesis =
            KinesisClient.builder()
                .endpointOverride(address(ClusterPort.KINESIS))
                .region(Region.of(Endpoints.REGION))
                .credentialsProvider(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(
                            MemoryStorage.ACCESS_KEY, MemoryStorage.SECRET_KEY)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        kinesis.listStreams();
      }
    }
    return kinesis;
  }

  /** Waits until an assertion holds. */
  public static void until(String what, ThrowingRunnable assertion) {
    Awaitility.await(what)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(250))
        .ignoreExceptions()
        .untilAsserted(assertion);
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new AssertionError("not yet");
    }
  }

  @Override
  public void close() throws IOException {
    if (storage != null) {
      storage.close();
    }
    if (kinesis != null) {
      kinesis.close();
    }
    cluster.processes().stop();
    keepLogs();
    LocalFiles.delete(directory);
  }

  private void keepLogs() throws IOException {
    Path kept =
        Path.of(System.getProperty("prescale.root"), "cli", "target", "cluster-logs")
            .resolve(directory.getFileName());
    Files.createDirectories(kept);
    try (Stream<Path> logs = Files.list(directory.resolve("logs"))) {
      for (Path log : logs.toList()) {
        Files.copy(log, kept.resolve(log.getFileName()));
      }
    }
  }
}
