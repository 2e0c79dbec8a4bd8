package io.prescale.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;

/**
 * A Flink session cluster on this machine, each part in a process of its own, with what stands in
 * for AWS. {@link #start} starts everything; the other methods start it part by part.
 */
public final class Cluster {
  private final ClusterSettings settings;
  private final Installation installation;
  private final Endpoints endpoints;
  private final ClusterComponents components;
  private final ClusterProcesses processes;
  private final FlinkPrograms programs;

  private Cluster(
      ClusterSettings settings,
      Installation installation,
      Endpoints endpoints,
      ClusterProcesses processes,
      FlinkPrograms programs) {
    this.settings = settings;
    this.installation = installation;
    this.endpoints = endpoints;
    this.components = new ClusterComponents(settings, installation, endpoints);
    this.processes = processes;
    this.programs = programs;
  }

  /**
   * Checks that a cluster can be started, and writes its configuration; starts nothing.
   *
   * @throws ClusterException if something is missing, a port is in use, the work folder is of
   *     something else or has a cluster that runs, or the memory does not suffice
   */
  public static Cluster prepare(ClusterSettings settings, Installation installation)
      throws IOException {
    return prepare(settings, installation, Endpoints.onThisMachine(settings.ports()));
  }

  /** As {@link #prepare(ClusterSettings, Installation)}, with some endpoints elsewhere. */
  public static Cluster prepare(
      ClusterSettings settings, Installation installation, Endpoints endpoints) throws IOException {
    installation.requireComplete();
    WorkFolder folder = new WorkFolder(settings.directory());
    folder.requireUsable();
    new Database(installation, settings.directory()).requireReachable();
    ClusterProcesses processes = new ClusterProcesses(settings.directory());
    if (!processes.running().isEmpty()) {
      throw new ClusterException(
          "a cluster runs in "
              + settings.directory()
              + "; end it by ./prescale cluster stop, or choose another folder by --directory");
    }
    settings.ports().requireFree();
    folder.clear();
    if (settings.flink().highAvailability()) {
      folder.writeZooKeeper(settings.ports().of(ClusterPort.ZOOKEEPER));
    }
    try {
      Configuration configuration =
          FlinkFiles.write(folder.conf(), installation.flinkConfiguration(), settings, endpoints);
      FlinkPrograms programs = new FlinkPrograms(installation, settings.directory(), configuration);
      programs.taskManager("taskmanager", 0);
      return new Cluster(settings, installation, endpoints, processes, programs);
    } catch (IllegalConfigurationException e) {
      throw new ClusterException(
          "Flink cannot run with this configuration (--task-manager-memory, --flink): "
              + e.getMessage(),
          e);
    }
  }

  /**
   * Starts everything, and submits the jobs.
   *
   * @param progress is told what is done next
   * @throws ClusterException if something does not start; then nothing runs any more
   */
  public void start(Consumer<String> progress) throws IOException, InterruptedException {
    Thread onCtrlC = new Thread(processes::stop, "prescale-stop");
    Runtime.getRuntime().addShutdownHook(onCtrlC);
    boolean started = false;
    try {
      progress.accept("S3, Kinesis and database");
      startServices();
      progress.accept("Fleet, model and Flink");
      startFlink();
      startFleet();
      publishModel();
      releaseKillSwitch();
      awaitTaskManagers();
      progress.accept("Jobs");
      submit(jobs());
      progress.accept("Dashboard");
      startDashboard();
      started = true;
    } finally {
      Runtime.getRuntime().removeShutdownHook(onCtrlC);
      if (!started) {
        processes.stop();
      }
    }
  }

  /** Starts S3, Kinesis, database, and ZooKeeper where it is used. */
  public void startServices() throws InterruptedException {
    new NodePackages(installation.kinesisEmulator()).install(processes);
    new Database(installation, settings.directory()).create(processes);
    startAll(components.services(programs));
  }

  /** Starts the simulated fleet. */
  public void startFleet() throws InterruptedException {
    startAll(List.of(components.fleet()));
  }

  /** Starts the job manager and all task managers, and does not wait for the latter. */
  public void startFlink() throws InterruptedException {
    startAll(List.of(components.jobManager(programs)));
    components.taskManagers(programs).forEach(processes::start);
  }

  /** Starts the job manager again, after it was killed. */
  public void startJobManager() throws InterruptedException {
    startAll(List.of(components.jobManager(programs)));
  }

  /**
   * Starts a task manager again, after it was killed.
   *
   * @param number from 1
   */
  public void startTaskManager(int number) {
    processes.start(components.taskManager(programs, number));
  }

  /** Waits until all task managers are registered. */
  public void awaitTaskManagers() throws IOException, InterruptedException {
    processes.awaitHealthy(components.taskManagers(programs));
    int wanted = settings.flink().taskManagers();
    processes.await("all task managers are registered", () -> rest().taskManagers() >= wanted);
  }

  /** Puts the model in force. */
  public void publishModel() throws InterruptedException {
    processes.run("model", components.publishModel(), endpoints.environment());
  }

  /** Puts a kill switch there that stops nothing; where none is, nothing is scaled. */
  public void releaseKillSwitch() throws InterruptedException {
    processes.run("kill-switch", components.killSwitch(), endpoints.environment());
  }

  /** Collector, scaler and recorder. */
  public List<JobSubmission> jobs() {
    return JobSubmission.all(endpoints, settings.fleet().speed(), settings.fleet().start());
  }

  /**
   * Submits jobs, one after the other.
   *
   * @return the identifier of each by its name
   */
  public Map<String, String> submit(List<JobSubmission> jobs) throws InterruptedException {
    Map<String, String> identifiers = new LinkedHashMap<>();
    for (JobSubmission job : jobs) {
      identifiers.put(job.name(), client().run(installation.jobJar(), job));
    }
    return identifiers;
  }

  /** Starts the dashboard. */
  public void startDashboard() throws InterruptedException {
    startAll(List.of(components.dashboard()));
  }

  private void startAll(List<Component> started) throws InterruptedException {
    started.forEach(processes::start);
    processes.awaitHealthy(started);
  }

  /** Flink's command line client for this cluster. */
  public FlinkClient client() {
    return new FlinkClient(programs, processes, programs.environment(endpoints));
  }

  /** Flink's REST API of this cluster. */
  public FlinkRest rest() {
    return new FlinkRest(endpoints.flink());
  }

  /** The processes. */
  public ClusterProcesses processes() {
    return processes;
  }

  /** Where everything is. */
  public Endpoints endpoints() {
    return endpoints;
  }

  /** The jar that jobs are submitted from. */
  public Path jobJar() {
    return installation.jobJar();
  }

  /** Whether a folder may hold a cluster that can be asked for or stopped. */
  public static boolean isIn(Path directory) {
    return Files.isRegularFile(directory.resolve("processes.json"));
  }
}
