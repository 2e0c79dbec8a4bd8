package io.prescale.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * Flink's configuration folder of a cluster: what {@code flink-conf} says for production, with the
 * addresses of this machine laid over it.
 */
final class FlinkFiles {
  private static final List<String> LOGGING =
      List.of("log4j.properties", "log4j-cli.properties", "log4j-console.properties");

  private FlinkFiles() {}

  /**
   * Writes the folder.
   *
   * @return the configuration that is in it
   */
  static Configuration write(
      Path folder, Path production, ClusterSettings settings, Endpoints endpoints)
      throws IOException {
    Configuration configuration = GlobalConfiguration.loadConfiguration(production.toString());
    onThisMachine(settings.ports(), settings.directory()).forEach(configuration::setString);
    endpoints.flinkOptions().forEach(configuration::setString);
    state(endpoints).forEach(configuration::setString);
    ClusterSettings.Flink flink = settings.flink();
    configuration.setString("taskmanager.numberOfTaskSlots", Integer.toString(flink.slots()));
    configuration.setString("taskmanager.memory.process.size", flink.memory());
    if (flink.highAvailability()) {
      highAvailability(settings.ports(), settings.directory()).forEach(configuration::setString);
    }
    flink.options().forEach(configuration::setString);
    Files.createDirectories(folder);
    Files.write(
        folder.resolve(GlobalConfiguration.FLINK_CONF_FILENAME),
        ConfigurationUtils.convertConfigToWritableLines(configuration, true));
    for (String file : LOGGING) {
      Files.copy(
          production.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    return configuration;
  }

  private static Map<String, String> onThisMachine(ClusterPorts ports, Path directory) {
    Map<String, String> options = new TreeMap<>();
    options.put("rest.address", "localhost");
    options.put("rest.bind-address", "localhost");
    options.put("rest.port", Integer.toString(ports.of(ClusterPort.WEB_UI)));
    options.put("rest.bind-port", Integer.toString(ports.of(ClusterPort.WEB_UI)));
    options.put("jobmanager.rpc.address", "localhost");
    options.put("jobmanager.rpc.port", Integer.toString(ports.of(ClusterPort.JOB_MANAGER)));
    options.put("jobmanager.bind-host", "localhost");
    options.put("taskmanager.host", "localhost");
    options.put("taskmanager.bind-host", "localhost");
    options.put("io.tmp.dirs", directory.resolve("tmp").toString());
    options.put("web.tmpdir", directory.resolve("tmp").toString());
    options.put("state.backend.rocksdb.log.dir", directory.resolve("tmp").toString());
    // A task manager that is gone is missed within seconds, rather than the usual fifty.
    options.put("heartbeat.interval", "2 s");
    options.put("heartbeat.timeout", "30 s");
    return options;
  }

  private static Map<String, String> state(Endpoints endpoints) {
    return Map.of(
        "execution.checkpointing.dir",
        endpoints.inBucket("checkpoints"),
        "execution.checkpointing.savepoint-dir",
        endpoints.inBucket("savepoints"),
        "execution.checkpointing.interval",
        "5 s",
        "execution.checkpointing.min-pause",
        "1 s");
  }

  /** On the disk: each job's jar, of 200 MB, is kept there, too much for an S3 in memory. */
  private static Map<String, String> highAvailability(ClusterPorts ports, Path directory) {
    String metadataPort = Integer.toString(ports.of(ClusterPort.JOB_MANAGER));
    return Map.of(
        "high-availability.type",
        "zookeeper",
        "high-availability.zookeeper.quorum",
        "localhost:" + ports.of(ClusterPort.ZOOKEEPER),
        "high-availability.storageDir",
        directory.resolve("high-availability").toUri().toString(),
        "high-availability.jobmanager.port",
        metadataPort);
  }
}
