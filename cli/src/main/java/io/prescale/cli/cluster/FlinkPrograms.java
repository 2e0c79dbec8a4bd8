package io.prescale.cli.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * The commands of Flink's processes, as its scripts put them together: memory of the JVM and of
 * Flink from the configuration, class path from {@code lib}.
 */
final class FlinkPrograms {
  private static final String RUNTIME = "org.apache.flink.runtime.";
  private static final String REPORTER_PORT = "metrics.reporter.prom.port";

  private final Installation installation;
  private final Path directory;
  private final Configuration configuration;

  FlinkPrograms(Installation installation, Path directory, Configuration configuration) {
    this.installation = installation;
    this.directory = directory;
    this.configuration = configuration;
  }

  /** Variables that the processes need. */
  Map<String, String> environment(Endpoints endpoints) {
    Map<String, String> environment = new TreeMap<>(endpoints.environment());
    environment.put("FLINK_CONF_DIR", conf().toString());
    environment.put("FLINK_PLUGINS_DIR", installation.flink().resolve("plugins").toString());
    environment.put("FLINK_LIB_DIR", installation.flink().resolve("lib").toString());
    // Or glibc spreads what libtorch and RocksDB give back over many arenas, and keeps it.
    environment.put("MALLOC_ARENA_MAX", "2");
    return environment;
  }

  List<String> jobManager(int metricsPort) {
    JobManagerProcessSpec memory =
        JobManagerProcessUtils.processSpecFromConfigWithNewOptionToInterpretLegacyHeap(
            configuration, JobManagerOptions.JVM_HEAP_MEMORY);
    List<String> command =
        java(
            "jobmanager",
            words(JobManagerProcessUtils.generateJvmParametersStr(memory, configuration)));
    command.add(RUNTIME + "entrypoint.StandaloneSessionClusterEntrypoint");
    command.addAll(List.of("--configDir", conf().toString(), "--executionMode", "cluster"));
    command.addAll(words(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
    command.addAll(List.of("-D", REPORTER_PORT + "=" + metricsPort));
    return command;
  }

  List<String> taskManager(String name, int metricsPort) {
    TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
    List<String> command = java(name, words(ProcessMemoryUtils.generateJvmParametersStr(memory)));
    command.add(RUNTIME + "taskexecutor.TaskManagerRunner");
    command.addAll(List.of("--configDir", conf().toString()));
    command.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
    command.addAll(List.of("-D", REPORTER_PORT + "=" + metricsPort));
    return command;
  }

  /** ZooKeeper, of which Flink brings a copy. */
  List<String> zooKeeper(Path file) {
    List<String> command = java("zookeeper", List.of("-Xmx128m"));
    command.add(RUNTIME + "zookeeper.FlinkZooKeeperQuorumPeer");
    command.addAll(List.of("--zkConfigFile", file.toString(), "--peerId", "1"));
    return command;
  }

  /** Flink's command line client, {@code flink}. */
  List<String> client(List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Installation.java(),
                "-Xmx512m",
                "-Dprescale.log=" + log("client"),
                "-Dlog4j.configurationFile=" + conf().resolve("log4j-cli.properties")));
    command.addAll(words(configuration.get(CoreOptions.FLINK_JVM_OPTIONS)));
    command.addAll(List.of("-cp", classPath(), "org.apache.flink.client.cli.CliFrontend"));
    command.addAll(arguments);
    return command;
  }

  private List<String> java(String name, List<String> memory) {
    List<String> command = new ArrayList<>(List.of(Installation.java()));
    command.addAll(memory);
    command.addAll(words(configuration.get(CoreOptions.FLINK_JVM_OPTIONS)));
    command.add("-Dlog.file=" + log(name));
    command.add("-Dlog4j.configurationFile=" + conf().resolve("log4j.properties"));
    command.addAll(List.of("-cp", classPath()));
    return command;
  }

  private String classPath() {
    return installation.flink().resolve("lib") + "/*";
  }

  private Path conf() {
    return directory.resolve("conf");
  }

  private Path log(String name) {
    return directory.resolve("logs").resolve(name + ".log");
  }

  private static List<String> words(String text) {
    return Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
