package io.prescale.cli.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** All components of a cluster: what runs, how it is started, and how to tell that it works. */
final class ClusterComponents {
  static final String JOB_MANAGER = "jobmanager";

  private final ClusterSettings settings;
  private final Installation installation;
  private final Endpoints endpoints;

  ClusterComponents(ClusterSettings settings, Installation installation, Endpoints endpoints) {
    this.settings = settings;
    this.installation = installation;
    this.endpoints = endpoints;
  }

  /** What everything else needs: S3, Kinesis, database, and ZooKeeper where it is used. */
  List<Component> services(FlinkPrograms flink) {
    List<Component> services = new ArrayList<>(List.of(storage(), kinesis(), database()));
    if (settings.flink().highAvailability()) {
      services.add(zooKeeper(flink));
    }
    return services;
  }

  private Component storage() {
    int port = port(ClusterPort.STORAGE);
    return new Component(
        "storage",
        installation.prescale(
            "512m",
            List.of("storage", "--port", Integer.toString(port), "--bucket", endpoints.bucket())),
        Map.of(),
        HealthCheck.http(port, "/"));
  }

  private Component kinesis() {
    Path emulator = installation.kinesisEmulator().resolve("node_modules/kinesis-local");
    int port = port(ClusterPort.KINESIS);
    Map<String, String> environment = new TreeMap<>();
    environment.put("KINESIS_MOCK_CERT_PATH", emulator.resolve("server.json").toString());
    environment.put("KINESIS_MOCK_PLAIN_PORT", Integer.toString(port));
    environment.put("KINESIS_MOCK_TLS_PORT", Integer.toString(port(ClusterPort.KINESIS_TLS)));
    environment.put(
        "INITIALIZE_STREAMS", Endpoints.METRICS_STREAM + ":2," + Endpoints.DECISIONS_STREAM + ":1");
    environment.put("SHARD_LIMIT", "500");
    environment.put("AWS_REGION", Endpoints.REGION);
    environment.put("LOG_LEVEL", "WARN");
    return new Component(
        "kinesis",
        List.of("node", emulator.resolve("main.js").toString()),
        environment,
        HealthCheck.http(port, "/healthcheck"));
  }

  private Component database() {
    int port = port(ClusterPort.DATABASE);
    return new Component(
        "database",
        new Database(installation, settings.directory()).serverCommand(port),
        Map.of(),
        HealthCheck.tcp(port));
  }

  private Component zooKeeper(FlinkPrograms flink) {
    return new Component(
        "zookeeper",
        flink.zooKeeper(settings.directory().resolve("conf/zoo.cfg")),
        Map.of(),
        HealthCheck.tcp(port(ClusterPort.ZOOKEEPER)));
  }

  /** The simulated fleet. It puts its calendar to S3. */
  Component fleet() {
    ClusterSettings.Fleet fleet = settings.fleet();
    int port = port(ClusterPort.FLEET);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "simulate",
                "--port=" + port,
                "--groups=" + fleet.groups(),
                "--seed=" + fleet.seed(),
                "--speed=" + fleet.speed(),
                "--start=" + fleet.start(),
                "--calendar=s3://" + endpoints.bucket()));
    if (fleet.observe()) {
      arguments.add("--observe");
    }
    return new Component(
        "fleet",
        installation.prescale("384m", arguments),
        endpoints.environment(),
        HealthCheck.http(port, "/metric-stream?max=1"));
  }

  Component jobManager(FlinkPrograms flink) {
    return new Component(
        JOB_MANAGER,
        flink.jobManager(port(ClusterPort.JOB_MANAGER_METRICS)),
        flink.environment(endpoints),
        // Answers when a leader is elected.
        HealthCheck.http(port(ClusterPort.WEB_UI), "/overview"));
  }

  List<Component> taskManagers(FlinkPrograms flink) {
    return IntStream.rangeClosed(1, settings.flink().taskManagers())
        .mapToObj(number -> taskManager(flink, number))
        .toList();
  }

  /**
   * One task manager.
   *
   * @param number from 1
   */
  Component taskManager(FlinkPrograms flink, int number) {
    int metrics = port(ClusterPort.TASK_MANAGER_METRICS) + number - 1;
    String name = "taskmanager-" + number;
    return new Component(
        name,
        flink.taskManager(name, metrics),
        flink.environment(endpoints),
        HealthCheck.http(metrics, "/metrics"));
  }

  Component dashboard() {
    int port = port(ClusterPort.DASHBOARD);
    ClusterSettings.Fleet fleet = settings.fleet();
    return new Component(
        "dashboard",
        installation.prescale(
            "256m",
            List.of(
                "dashboard",
                "--database=" + endpoints.database(),
                "--port=" + port,
                "--flink-url=" + endpoints.flink(),
                "--simulation-speed=" + fleet.speed(),
                "--simulation-start=" + fleet.start())),
        endpoints.environment(),
        HealthCheck.http(port, "/"));
  }

  /** The command that puts the model to S3. */
  List<String> publishModel() {
    return installation.prescale(
        "512m",
        List.of(
            "model", "publish", settings.model().toString(), "--to", endpoints.inBucket("models")));
  }

  /** The command that puts a kill switch to S3 that stops nothing. */
  List<String> killSwitch() {
    return installation.prescale(
        "128m", List.of("kill-switch", endpoints.inBucket(Endpoints.KILL_SWITCH), "--release"));
  }

  private int port(ClusterPort port) {
    return settings.ports().of(port);
  }
}
