package io.prescale.endtoend;

import static io.prescale.endtoend.ClosedLoopScenario.GROUPS;
import static io.prescale.endtoend.ClosedLoopScenario.SLOTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.prescale.cli.replay.HistoryRecords;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.policy.json.DecisionJson;
import io.prescale.jobs.configuration.OptionValues;
import io.prescale.simulator.api.FaultPlan;
import io.prescale.simulator.api.SimulationServer;
import io.prescale.simulator.metric.MetricFeed;
import io.prescale.testing.ExternalTools;
import io.prescale.testing.KinesisEmulator;
import io.prescale.testing.ShippedModel;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job jar as Amazon Managed Service for Apache Flink runs it: by its manifest, with options
 * from the service's file of property groups alone, and with nothing writable but the temporary
 * folder, which the kernel sees to.
 */
@Timeout(600)
class ManagedServiceIT {
  @RegisterExtension
  static final KinesisEmulator KINESIS =
      KinesisEmulator.withStream("metrics", 1).andStream("decisions", 1);

  private static final Path ROOT = Path.of(System.getProperty("prescale.root", ".."));
  private static final Path JAR = ROOT.resolve("jobs/target/prescale-job.jar");

  /** What a cluster has on its own class path: Flink, its logging, and what Flink needs. */
  private static final Pattern OF_THE_CLUSTER =
      Pattern.compile(
          "(flink-(?!connector-(kinesis|aws)|s3|kubernetes|test|metrics).*|.*rocksdbjni"
              + "|log4j-(api|core|slf4j-impl)|slf4j-api|commons-(cli|collections|compress|io|lang3"
              + "|math3|text)|kryo|minlog|objenesis|javassist|lz4-java|snappy-java|snakeyaml-engine"
              + "|jsr305|chill-java)-[0-9].*\\.jar|flink-.*\\.jar");

  private static final Duration LIMIT = Duration.ofMinutes(4);

  @TempDir Path folder;

  @Test
  void decidesWithNothingWritableButTheTemporaryFolder() throws Exception {
    requireNamespaces();
    assertThat(JAR).as("built by ./mvnw -pl jobs -am package").exists();
    ClosedLoopScenario scenario = ClosedLoopScenario.endingBefore(0, folder);
    put(scenario.history());
    Path writable = Files.createDirectory(folder.resolve("tmp")).toRealPath();
    Path home = Files.createDirectory(folder.resolve("home"));

    try (SimulationServer api =
        SimulationServer.start(
            ClosedLoopScenario.backend(), MetricFeed.empty(), FaultPlan.none(), 0)) {
      Path etc = propertyGroups(options(api, scenario, writable));
      Path log = folder.resolve("job.log");
      Process job =
          new ProcessBuilder(command(writable, etc, home))
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        Awaitility.await("decisions with a forecast of every group")
            .atMost(LIMIT)
            .pollInterval(Duration.ofSeconds(1))
            .failFast(() -> assertThat(job.isAlive()).as(Files.readString(log)).isTrue())
            .untilAsserted(() -> assertThat(forecastGroups()).containsAll(GROUPS));
      } catch (RuntimeException e) {
        throw new AssertionError(Files.readString(log), e);
      } finally {
        job.descendants().forEach(ProcessHandle::destroyForcibly);
        job.destroyForcibly().waitFor();
      }

      assertThat(Files.readString(log)).doesNotContain("Read-only file system");
      try (var files = Files.list(home)) {
        assertThat(files).isEmpty();
      }
      try (var files = Files.list(writable.resolve("checkpoints"))) {
        assertThat(files).as("checkpoints").isNotEmpty();
      }
    }
  }

  /** Root may make a mount namespace; where there is none the test cannot prove anything. */
  private static void requireNamespaces() {
    if (!ExternalTools.isContinuousIntegration()) {
      assumeThat(System.getProperty("user.name")).as("root may mount").isEqualTo("root");
      assumeThat(ExternalTools.missing("unshare", "util-linux")).isEmpty();
    }
  }

  private static void put(Path history) throws Exception {
    HistoryRecords records = new HistoryRecords(List.of(history.toString()));
    records.open(null);
    for (long i = 0; i < (long) SLOTS * GROUPS.size(); i++) {
      KINESIS.put("metrics", GROUPS.get((int) (i % GROUPS.size())), records.map(i));
    }
  }

  private static Map<String, String> options(
      SimulationServer api, ClosedLoopScenario scenario, Path writable) {
    Map<String, String> options = new TreeMap<>();
    options.put("job", "scaler");
    options.put("aws.region", KinesisEmulator.REGION);
    options.put("kinesis.endpoint", KINESIS.endpoint().toString());
    options.put("kinesis.emulated", "true");
    options.put("autoscaling.endpoint", api.endpoint().toString());
    options.put("metrics.stream", "metrics");
    options.put("decisions.stream", "decisions");
    options.put("fleet.poll-interval", "1s");
    options.put("calendar.path", scenario.calendarFile().toUri().toString());
    options.put("model.path", ShippedModel.folder().toAbsolutePath().normalize().toString());
    options.put("dead-letters.path", writable.resolve("dead-letters").toString());
    return options;
  }

  /** Writes the file that the managed service hands to an application. */
  private Path propertyGroups(Map<String, String> options) throws Exception {
    Path etc = folder.resolve("etc");
    Path file = etc.resolve("flink/application_properties.json");
    Files.createDirectories(file.getParent());
    new ObjectMapper()
        .writeValue(
            file.toFile(),
            List.of(
                Map.of("PropertyGroupId", OptionValues.PROPERTY_GROUP, "PropertyMap", options)));
    return etc;
  }

  private List<String> command(Path writable, Path etc, Path home) throws Exception {
    List<String> command = new ArrayList<>(List.of("unshare", "--mount", "env"));
    command.add("FLINK_CONF_DIR=" + flinkConfiguration(writable));
    command.add("HOME=" + home);
    command.addAll(
        List.of(
            "bash",
            ROOT.resolve("cli/src/test/managed-service/restricted.sh")
                .toAbsolutePath()
                .normalize()
                .toString()));
    command.addAll(List.of(writable.toString(), etc.toString()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:-UsePerfData", "-Duser.home=" + home));
    command.add("-Djava.io.tmpdir=" + writable);
    command.add("-Daws.accessKeyId=" + KinesisEmulator.ACCESS_KEY);
    command.add("-Daws.secretKey=" + KinesisEmulator.SECRET_KEY);
    command.add("-Daws.secretAccessKey=" + KinesisEmulator.SECRET_KEY);
    command.add(
        "-Dlog4j.configurationFile="
            + ROOT.resolve("flink-conf/log4j-test.properties").toAbsolutePath().normalize());
    command.addAll(opensOfThisJvm());
    command.addAll(List.of("-cp", clusterClassPath()));
    command.addAll(List.of("org.apache.flink.client.cli.CliFrontend", "run", "--target", "local"));
    command.add(JAR.toAbsolutePath().normalize().toString());
    return command;
  }

  private static List<String> opensOfThisJvm() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-"))
        .toList();
  }

  private Path flinkConfiguration(Path writable) throws Exception {
    Path conf = Files.createDirectory(folder.resolve("conf"));
    Files.writeString(
        conf.resolve("config.yaml"),
        """
        state: { backend: { type: rocksdb, incremental: true } }
        execution: { checkpointing: { interval: 1s, dir: "file://%s/checkpoints" } }
        parallelism: { default: 2 }
        taskmanager: { numberOfTaskSlots: 2, memory: { managed: { size: 128m } } }
        pipeline: { generic-types: false, auto-generate-uids: false }
        rest: { port: 0 }
        """
            .formatted(writable));
    return conf;
  }

  private static String clusterClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> OF_THE_CLUSTER.matcher(new File(entry).getName()).matches())
        .filter(entry -> !entry.contains("flink-connector-kinesis"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> forecastGroups() throws Exception {
    DecisionJson json = new DecisionJson();
    List<String> groups = new ArrayList<>();
    for (String line : KINESIS.readAll("decisions")) {
      ScalingDecision decision = json.read(line);
      if (decision.forecast != null) {
        groups.add(decision.group);
      }
    }
    return groups;
  }
}
