package io.prescale.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.prescale.cli.cluster.ClusterPort;
import io.prescale.cli.cluster.Endpoints;
import io.prescale.cli.cluster.JobSubmission;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What can be known of {@code docker-compose.yml} without a docker engine. */
class ComposeFileTest {
  private static final Path ROOT = Path.of(System.getProperty("prescale.root", ".."));

  /** As the containers see each other. */
  private static final Endpoints ENDPOINTS =
      new Endpoints(
          URI.create("http://kinesis:" + ClusterPort.KINESIS.usual()),
          URI.create("http://fleet:" + ClusterPort.FLEET.usual()),
          URI.create("http://storage:" + ClusterPort.STORAGE.usual()),
          "prescale",
          "jdbc:postgresql://database:5432/postgres",
          URI.create("http://jobmanager:" + ClusterPort.WEB_UI.usual()));

  private static final Set<String> ENDING =
      Set.of("model", "kill-switch", "submit-collector", "submit-scaler", "submit-recorder");

  private Map<String, Map<String, Object>> services;

  @BeforeEach
  void read() throws IOException {
    services = cast(new Yaml().<Map<String, Object>>load(text()).get("services"));
  }

  private static String text() throws IOException {
    return Files.readString(ROOT.resolve("docker-compose.yml"));
  }

  @Test
  void theJobsAreSubmittedAsOnAClusterOfThisMachine() {
    List<JobSubmission> jobs = JobSubmission.all(ENDPOINTS, 1, Instant.EPOCH);
    assertThat(jobs).hasSize(3);
    for (JobSubmission job : jobs) {
      List<String> expected =
          new ArrayList<>(
              List.of(job.name(), job.mainClass(), Integer.toString(job.parallelism())));
      expected.addAll(job.arguments());
      assertThat(command(job.name().replace("prescale-", "submit-"))).isEqualTo(expected);
    }
  }

  @Test
  void commandsOfPrescaleHaveValidOptions() {
    List<String> names = new ArrayList<>();
    services.forEach(
        (name, service) -> {
          if (service.get("image").toString().startsWith("prescale-tools:")) {
            names.add(name);
            String[] arguments = command(name).toArray(String[]::new);
            assertThatCode(() -> Prescale.commandLine().parseArgs(arguments))
                .as(name)
                .doesNotThrowAnyException();
          }
        });
    assertThat(names)
        .containsExactlyInAnyOrder("storage", "fleet", "model", "kill-switch", "dashboard");
  }

  @Test
  void addressesAndCredentialsAreThoseOfTheClusterOfThisMachine() throws IOException {
    for (String name :
        List.of("jobmanager", "taskmanager", "fleet", "model", "kill-switch", "dashboard")) {
      assertThat(environment(name)).as(name).containsAllEntriesOf(ENDPOINTS.environment());
    }
    Map<String, String> flink = new LinkedHashMap<>();
    new Yaml()
        .<Map<String, Object>>load(environment("jobmanager").get("FLINK_PROPERTIES"))
        .forEach((key, value) -> flink.put(key, value.toString()));
    assertThat(flink)
        .containsAllEntriesOf(ENDPOINTS.flinkOptions())
        .containsEntry("execution.checkpointing.dir", ENDPOINTS.inBucket("checkpoints"))
        .containsEntry("jobmanager.rpc.address", "jobmanager");
    assertThat(environment("kinesis"))
        .containsEntry("KINESIS_MOCK_PLAIN_PORT", "" + ClusterPort.KINESIS.usual())
        .containsEntry(
            "INITIALIZE_STREAMS",
            Endpoints.METRICS_STREAM + ":2," + Endpoints.DECISIONS_STREAM + ":1");
  }

  @Test
  void everyServiceThatStaysHasAHealthCheckAndStartsAfterWhatItNeeds() {
    services.forEach(
        (name, service) -> {
          assertThat(service.containsKey("healthcheck")).as(name).isEqualTo(!ENDING.contains(name));
          dependencies(name)
              .forEach(
                  (other, condition) -> {
                    assertThat(services).as(name).containsKey(other);
                    assertThat(condition.get("condition"))
                        .as("%s after %s", name, other)
                        .isEqualTo(
                            ENDING.contains(other)
                                ? "service_completed_successfully"
                                : "service_healthy");
                  });
          assertThat(needs(name, new TreeSet<>()))
              .as("what %s waits for", name)
              .doesNotContain(name);
        });
    assertThat(needs("submit-recorder", new TreeSet<>()))
        .contains("database", "kinesis", "storage", "fleet", "model", "jobmanager", "taskmanager");
  }

  @Test
  void imagesHaveAVersionAndStagesExist() throws IOException {
    String dockerfile = Files.readString(ROOT.resolve("deploy/docker/Dockerfile"));
    services.forEach(
        (name, service) -> {
          assertThat(service.get("image").toString()).as(name).matches("[a-z/-]+:v?\\d+\\.\\d+.*");
          Map<String, String> build = cast(service.get("build"));
          if (build != null) {
            assertThat(ROOT.resolve(build.get("dockerfile"))).exists();
            assertThat(dockerfile).contains(" AS " + build.get("target") + "\n");
          }
        });
    dockerfile
        .lines()
        .filter(line -> line.startsWith("FROM "))
        .forEach(line -> assertThat(line).matches("FROM [a-z-]+:\\d+\\.[\\w.-]+ AS \\w+"));
    dockerfile
        .lines()
        .filter(line -> line.startsWith("COPY ") && !line.contains("--from"))
        .flatMap(line -> List.of(line.split(" ")).stream())
        .filter(word -> word.startsWith("deploy/") || word.startsWith("flink-conf/"))
        .forEach(file -> assertThat(ROOT.resolve(file)).exists());
  }

  @Test
  void mountsExistAndPortsStayOnThisMachine() {
    services.forEach(
        (name, service) -> {
          for (String mount : strings(service.get("volumes"))) {
            if (mount.startsWith("./")) {
              assertThat(ROOT.resolve(mount.split(":")[0])).as(name).exists();
            }
          }
          for (String port : strings(service.get("ports"))) {
            assertThat(port).as(name).startsWith("127.0.0.1:");
          }
        });
    assertThat(strings(services.get("jobmanager").get("ports")))
        .containsExactly("127.0.0.1:8081:" + ClusterPort.WEB_UI.usual());
    assertThat(services.get("database")).doesNotContainKey("ports");
  }

  @Test
  void theOnlyCredentialsAreThoseMadeUpForTheStorageInMemory() throws IOException {
    Set<String> values = new TreeSet<>();
    text()
        .lines()
        .filter(line -> line.matches("(?i)[^#]*(password|secret|token|access.key)[\\w.-]*: .+"))
        .forEach(line -> values.add(line.substring(line.indexOf(": ") + 2).trim()));
    assertThat(values)
        .isSubsetOf("local", "local-secret", "[dashboard-token]", "PRESCALE_DASHBOARD_TOKEN");
  }

  @Test
  void theSubmittedNamesAreThoseThatTheScriptLooksFor() throws IOException {
    assertThat(Files.readString(ROOT.resolve("deploy/docker/submit.sh")))
        .contains("/opt/flink/usrlib/prescale-job.jar");
    assertThat(Files.readString(ROOT.resolve("deploy/docker/Dockerfile")))
        .contains(" /opt/flink/usrlib/prescale-job.jar\n")
        .contains(" /opt/flink/submit.sh\n");
    assertThat(strings(services.get("submit-scaler").get("entrypoint")))
        .containsExactly("/opt/flink/submit.sh");
  }

  private Set<String> needs(String service, Set<String> found) {
    for (String other : dependencies(service).keySet()) {
      if (found.add(other)) {
        needs(other, found);
      }
    }
    return found;
  }

  private Map<String, Map<String, String>> dependencies(String service) {
    Object dependencies = services.get(service).get("depends_on");
    return dependencies == null ? Map.of() : cast(dependencies);
  }

  private List<String> command(String service) {
    return strings(services.get(service).get("command"));
  }

  private Map<String, String> environment(String service) {
    return cast(services.get(service).get("environment"));
  }

  private static List<String> strings(Object list) {
    return list == null ? List.of() : cast(list);
  }

  @SuppressWarnings("unchecked")
  private static <T> T cast(Object value) {
    return (T) value;
  }
}
