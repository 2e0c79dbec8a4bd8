package io.prescale.cli;

import io.prescale.cli.cluster.Cluster;
import io.prescale.cli.cluster.ClusterPort;
import io.prescale.cli.cluster.ClusterPorts;
import io.prescale.cli.cluster.ClusterProcesses;
import io.prescale.cli.cluster.ClusterSettings;
import io.prescale.cli.cluster.Installation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code prescale cluster}: a Flink cluster on this machine, and all that it needs. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a Flink session cluster on this machine, job manager and task managers in processes"
          + " of their own, with an S3 and a Kinesis emulator, PostgreSQL, a simulated fleet and the"
          + " dashboard, and submits collector, scaler and recorder by Flink's own client. It runs"
          + " on in the background until 'prescale cluster stop'."
    })
final class ClusterCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "Work folder, for logs, configuration and database; emptied at the start. Default:"
              + " prescale-cluster in the folder for temporary files.")
  private Path directory;

  @Option(
      names = "--port",
      paramLabel = "NAME=NUMBER",
      description =
          "Another port, 0 for any that is free; may be repeated. Names: web-ui, dashboard, fleet,"
              + " storage, kinesis, kinesis-tls, database, zookeeper, job-manager,"
              + " job-manager-metrics, task-manager-metrics.")
  private Map<String, Integer> ports = new LinkedHashMap<>();

  @Option(
      names = "--groups",
      paramLabel = "N",
      defaultValue = "8",
      description = "Auto scaling groups of the fleet. Default: ${DEFAULT-VALUE}.")
  private int groups;

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "20",
      description =
          "Simulated time passes so many times as fast as real time; 1 is real time. Default:"
              + " ${DEFAULT-VALUE}, a slot in 15 seconds.")
  private double speed;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another seed makes another fleet. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--observe", description = "Only observe: decide and record, change nothing.")
  private boolean observe;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "A model bundle. Default: the one that comes with Prescale.")
  private Path model;

  @Option(
      names = "--task-managers",
      paramLabel = "N",
      defaultValue = "1",
      description = "Task manager processes. Default: ${DEFAULT-VALUE}.")
  private int taskManagers;

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "4",
      description = "Slots of each; the three jobs take four. Default: ${DEFAULT-VALUE}.")
  private int slots;

  @Option(
      names = "--task-manager-memory",
      paramLabel = "SIZE",
      defaultValue = "2560m",
      description = "Memory of a task manager process. Default: ${DEFAULT-VALUE}.")
  private String taskManagerMemory;

  @Option(
      names = "--high-availability",
      description = "Runs a ZooKeeper, by which the jobs outlive the job manager's process.")
  private boolean highAvailability;

  @Option(
      names = {"-D", "--flink"},
      paramLabel = "KEY=VALUE",
      description = "An option of Flink's configuration; may be repeated.")
  private Map<String, String> flink = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    require(groups >= 1 && groups <= 1000, "--groups must be from 1 to 1000, but is " + groups);
    require(speed >= 1 && speed <= 300, "--speed must be from 1 to 300, but is " + speed);
    require(
        taskManagers >= 1 && taskManagers <= 16,
        "--task-managers must be from 1 to 16, but is " + taskManagers);
    require(slots >= 1 && slots <= 64, "--slots must be from 1 to 64, but is " + slots);
    require(
        taskManagers * slots >= 4,
        "the three jobs take four slots, but --task-managers times --slots is "
            + taskManagers * slots);
    PrintWriter out = spec.commandLine().getOut();
    Instant started = Instant.now();
    ClusterSettings settings = settings(started);
    Cluster cluster = Cluster.prepare(settings, new Installation(home()));
    cluster.start(
        step -> {
          out.println("Starting: " + step + " ...");
          out.flush();
        });
    announce(settings, started, out);
    return 0;
  }

  private ClusterSettings settings(Instant started) {
    return new ClusterSettings(
        directory(),
        ClusterPorts.of(ports),
        new ClusterSettings.Fleet(
            groups, seed, observe, speed, started.truncatedTo(ChronoUnit.SECONDS)),
        (model == null ? DefaultModel.folder() : model).toAbsolutePath(),
        new ClusterSettings.Flink(taskManagers, slots, taskManagerMemory, highAvailability, flink));
  }

  private void announce(ClusterSettings settings, Instant started, PrintWriter out) {
    ClusterPorts numbers = settings.ports();
    out.printf(
        "Everything runs, after %d s.%n", ChronoUnit.SECONDS.between(started, Instant.now()));
    out.printf("Dashboard     http://localhost:%d%n", numbers.of(ClusterPort.DASHBOARD));
    out.printf("Flink web UI  http://localhost:%d%n", numbers.of(ClusterPort.WEB_UI));
    out.printf(
        "Metrics       http://localhost:%d/metrics (job manager), from %d on (task managers)%n",
        numbers.of(ClusterPort.JOB_MANAGER_METRICS), numbers.of(ClusterPort.TASK_MANAGER_METRICS));
    out.printf("Logs          %s%n", settings.directory().resolve("logs"));
    out.println("Stop it by    ./prescale cluster stop");
    out.flush();
  }

  /** Ends what was started. */
  @Command(
      name = "stop",
      mixinStandardHelpOptions = true,
      description = "Ends the processes of the cluster, and no others.")
  int stop() {
    PrintWriter out = spec.commandLine().getOut();
    if (!Cluster.isIn(directory())) {
      out.println("No cluster runs in " + directory() + ".");
      return 0;
    }
    List<String> stopped = new ClusterProcesses(directory()).stop();
    out.println(
        stopped.isEmpty() ? "Nothing ran any more." : "Stopped: " + String.join(", ", stopped));
    return 0;
  }

  /** Tells what runs. */
  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = "Tells which processes of the cluster run. Exit code 1 if one does not.")
  int status() {
    PrintWriter out = spec.commandLine().getOut();
    if (!Cluster.isIn(directory())) {
      out.println("No cluster runs in " + directory() + ".");
      return 1;
    }
    ClusterProcesses processes = new ClusterProcesses(directory());
    processes.running().forEach(name -> out.println("runs   " + name));
    processes.ended().forEach(name -> out.println("ended  " + name));
    return processes.ended().isEmpty() ? 0 : 1;
  }

  private Path directory() {
    Path chosen =
        directory == null
            ? Path.of(System.getProperty("java.io.tmpdir"), "prescale-cluster")
            : directory;
    return chosen.toAbsolutePath().normalize();
  }

  private static Path home() {
    return Path.of(System.getProperty("prescale.home", "."));
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
