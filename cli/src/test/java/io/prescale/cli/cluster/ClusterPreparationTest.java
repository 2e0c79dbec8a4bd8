package io.prescale.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is checked and written before anything starts. */
class ClusterPreparationTest {
  private static final Path HOME = Path.of(System.getProperty("prescale.root"));

  @TempDir Path directory;

  @Test
  void configurationIsThatOfProductionWithThisMachinesAddresses() throws Exception {
    ClusterPorts ports = ClusterPorts.of(Map.of("web-ui", 9999));
    Path conf = directory.resolve("conf");
    FlinkFiles.write(
        conf,
        HOME.resolve("flink-conf"),
        settings(ports, Map.of("restart-strategy.type", "fixed-delay")),
        Endpoints.onThisMachine(ports));

    Configuration written = GlobalConfiguration.loadConfiguration(conf.toString());
    Configuration production =
        GlobalConfiguration.loadConfiguration(HOME.resolve("flink-conf").toString());
    assertThat(written.toMap())
        .containsEntry("rest.port", "9999")
        .containsEntry("s3.endpoint", "http://localhost:9000")
        .containsEntry("execution.checkpointing.dir", "s3://prescale/checkpoints")
        .containsEntry("restart-strategy.type", "fixed-delay");
    for (String kept :
        new String[] {
          "state.backend.type",
          "execution.checkpointing.incremental",
          "pipeline.generic-types",
          "pipeline.auto-generate-uids",
          "pipeline.max-parallelism",
          "taskmanager.memory.task.off-heap.size",
          "metrics.reporter.prom.factory.class",
          "env.java.opts.all"
        }) {
      assertThat(written.toMap().get(kept)).as(kept).isNotNull();
      assertThat(written.toMap().get(kept)).isEqualTo(production.toMap().get(kept));
    }
    assertThat(conf.resolve("log4j.properties")).exists();
  }

  @Test
  void folderOfSomethingElseIsNotEmptied() throws Exception {
    Path precious = Files.writeString(directory.resolve("thesis.tex"), "done");
    assertThatThrownBy(() -> new WorkFolder(directory).requireUsable())
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining(directory + " holds thesis.tex")
        .hasMessageContaining("--directory");
    assertThat(precious).exists();
  }

  @Test
  void memoryThatDoesNotSufficeForTheModelIsTold() throws Exception {
    ClusterPorts ports = ClusterPorts.of(Map.of());
    Configuration configuration =
        FlinkFiles.write(
            directory.resolve("conf"),
            HOME.resolve("flink-conf"),
            settings(ports, Map.of("taskmanager.memory.process.size", "1g")),
            Endpoints.onThisMachine(ports));
    FlinkPrograms programs = new FlinkPrograms(new Installation(HOME), directory, configuration);

    assertThatThrownBy(() -> programs.taskManager("taskmanager-1", 9250))
        .isInstanceOf(IllegalConfigurationException.class)
        .hasMessageContaining("Task Off-Heap Memory (512.000mb");
  }

  @Test
  void everythingThatIsMissingIsToldAtOnce() {
    assertThatThrownBy(() -> new Installation(directory).requireComplete())
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("there is no Flink in " + directory)
        .hasMessageContaining("prescale-job.jar; run ./mvnw");
  }

  private ClusterSettings settings(ClusterPorts ports, Map<String, String> flink) {
    return new ClusterSettings(
        directory,
        ports,
        new ClusterSettings.Fleet(2, 1, false, 1, Instant.EPOCH),
        directory,
        new ClusterSettings.Flink(1, 4, "1792m", false, flink));
  }
}
