package io.prescale.endtoend;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.StreamContextEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.util.MiniClusterPipelineExecutorServiceLoader;
import org.awaitility.Awaitility;

/**
 * A Flink cluster of task managers with one slot each, to which jobs are submitted by their main
 * methods, as {@code flink run} does. Its task managers can be killed.
 */
final class ScalerCluster implements AutoCloseable {
  private final MiniCluster cluster;
  private final Configuration configuration;
  private final int taskManagers;

  private ScalerCluster(MiniCluster cluster, Configuration configuration, int taskManagers) {
    this.cluster = cluster;
    this.configuration = configuration;
    this.taskManagers = taskManagers;
  }

  /**
   * Starts a cluster.
   *
   * @param options of Flink beside those that all tests share, such as where checkpoints lie
   */
  static ScalerCluster start(int taskManagers, Configuration options) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.MAX_PARALLELISM, 720);
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, taskManagers);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(200));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    configuration.addAll(options);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(taskManagers)
                .setNumSlotsPerTaskManager(1)
                .withRandomPorts()
                .build());
    cluster.start();
    return new ScalerCluster(cluster, configuration, taskManagers);
  }

  /** The main method of a job. */
  @FunctionalInterface
  interface JobMain {
    void run(String[] arguments) throws Exception;
  }

  /** Runs a job's main method with these arguments. */
  JobID submit(JobMain job, String... arguments) throws Exception {
    return submit(SavepointRestoreSettings.none(), job, arguments);
  }

  /** The same, beginning at a savepoint or checkpoint, of which the job need not use everything. */
  JobID submitFrom(String savepoint, JobMain job, String... arguments) throws Exception {
    return submit(SavepointRestoreSettings.forPath(savepoint, true), job, arguments);
  }

  private JobID submit(SavepointRestoreSettings from, JobMain job, String... arguments)
      throws Exception {
    Configuration context = new Configuration(configuration);
    context.set(DeploymentOptions.TARGET, MiniClusterPipelineExecutorServiceLoader.NAME);
    context.set(DeploymentOptions.ATTACHED, false);
    SavepointRestoreSettings.toConfiguration(from, context);
    Set<JobID> before = jobs();
    StreamContextEnvironment.setAsContext(
        new MiniClusterPipelineExecutorServiceLoader(cluster),
        context,
        ScalerCluster.class.getClassLoader(),
        true,
        false);
    try {
      job.run(arguments);
    } finally {
      StreamContextEnvironment.unsetAsContext();
    }
    Set<JobID> submitted = jobs();
    submitted.removeAll(before);
    return submitted.iterator().next();
  }

  private Set<JobID> jobs() throws Exception {
    return cluster.listJobs().get().stream()
        .map(JobStatusMessage::getJobId)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** An environment to add a job to, which is then submitted. */
  StreamExecutionEnvironment environment(int parallelism) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    return environment;
  }

  /** Submits what was added to the environment. */
  JobID submit(StreamExecutionEnvironment environment) throws Exception {
    return submit(environment, SavepointRestoreSettings.none());
  }

  /** Submits what was added to the environment, beginning at a savepoint. */
  JobID submit(StreamExecutionEnvironment environment, String savepoint) throws Exception {
    return submit(environment, SavepointRestoreSettings.forPath(savepoint, false));
  }

  private JobID submit(StreamExecutionEnvironment environment, SavepointRestoreSettings from)
      throws Exception {
    JobGraph graph = environment.getStreamGraph().getJobGraph();
    graph.setSavepointRestoreSettings(from);
    return cluster.submitJob(graph).get().getJobID();
  }

  /**
   * Stops a job.
   *
   * @param drain whether event time is taken to its end first, so that all slots close
   * @return its savepoint
   */
  String stopWithSavepoint(JobID job, Path folder, boolean drain) throws Exception {
    String savepoint =
        cluster
            .stopWithSavepoint(job, folder.toUri().toString(), drain, SavepointFormatType.CANONICAL)
            .get();
    cluster.requestJobResult(job).get();
    return savepoint;
  }

  /** Waits until all tasks of a job run. */
  void awaitRunning(JobID job) throws Exception {
    Awaitility.await("job " + job + " runs")
        .atMost(Duration.ofMinutes(1))
        .until(() -> isRunning(job));
  }

  private boolean isRunning(JobID job) throws Exception {
    for (AccessExecutionVertex task :
        cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
      if (task.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return true;
  }

  /** Why a job failed for good, once it has. */
  String failure(JobID job) throws Exception {
    return cluster
        .requestJobResult(job)
        .get()
        .getSerializedThrowable()
        .orElseThrow()
        .getFullStringifiedStackTrace();
  }

  /** Kills one task manager, with all that runs there, and starts another in its place. */
  void replaceTaskManager() throws Exception {
    cluster.terminateTaskManager(taskManagers - 1).get();
    cluster.startTaskManager();
  }

  /** The last checkpoint that a job completed; there must be one, in a file system. */
  String lastCheckpoint(JobID job) throws Exception {
    AccessExecutionGraph graph = cluster.getExecutionGraph(job).get();
    return graph
        .getCheckpointStatsSnapshot()
        .getHistory()
        .getLatestCompletedCheckpoint()
        .getExternalPath();
  }

  /** How often the job was restored from a checkpoint. */
  long restores(JobID job) throws Exception {
    AccessExecutionGraph graph = cluster.getExecutionGraph(job).get();
    return graph.getCheckpointStatsSnapshot().getCounts().getNumberOfRestoredCheckpoints();
  }

  JobStatus status(JobID job) throws Exception {
    return cluster.getJobStatus(job).get();
  }

  void cancel(JobID job) throws Exception {
    cluster.cancelJob(job).get();
    cluster.requestJobResult(job).get();
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }
}
