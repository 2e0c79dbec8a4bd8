package io.prescale.cli.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The ports of a cluster on this machine, all of its loopback interface. */
public enum ClusterPort {
  WEB_UI(8081, "Flink's web UI and REST API"),
  DASHBOARD(8080, "the dashboard"),
  FLEET(8090, "the simulated fleet's Auto Scaling and CloudWatch APIs"),
  STORAGE(9000, "the S3 emulator"),
  KINESIS(4568, "the Kinesis emulator"),
  KINESIS_TLS(4567, "the Kinesis emulator's HTTPS"),
  DATABASE(5433, "PostgreSQL"),
  ZOOKEEPER(2181, "ZooKeeper"),
  JOB_MANAGER(6123, "the job manager"),
  JOB_MANAGER_METRICS(9249, "the job manager's metrics for Prometheus"),
  TASK_MANAGER_METRICS(9250, "the first task manager's metrics for Prometheus");

  private final int usual;
  private final String purpose;

  ClusterPort(int usual, String purpose) {
    this.usual = usual;
    this.purpose = purpose;
  }

  /** What {@code --port NAME=NUMBER} calls it. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The number that it has unless another one is chosen. */
  public int usual() {
    return usual;
  }

  /** Whose port it is. */
  public String purpose() {
    return purpose;
  }

  /** All names for {@code --port}. */
  static List<String> optionNames() {
    return Arrays.stream(values()).map(ClusterPort::optionName).toList();
  }
}
