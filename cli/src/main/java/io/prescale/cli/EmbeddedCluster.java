package io.prescale.cli;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink inside this process: what a cluster's configuration file holds, for one machine. */
public final class EmbeddedCluster {
  /** Bytes of one subtask's state in a checkpoint: enough for tens of thousands of groups. */
  private static final int LARGEST_STATE = 1 << 30;

  private EmbeddedCluster() {}

  /** What all embedded runs share: no Kryo, no restarts. */
  public static Configuration configuration(int parallelism) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.MAX_PARALLELISM, 720);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    return configuration;
  }

  /** Takes a checkpoint now and then; a run that ends on its own needs it to finish its files. */
  public static void enableCheckpoints(Configuration configuration, Duration interval) {
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
  }

  /** An environment without web UI. */
  public static StreamExecutionEnvironment environment(
      int parallelism, Configuration configuration) {
    return withRoom(StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration));
  }

  /** An environment with the Flink web UI on the given port of localhost. */
  public static StreamExecutionEnvironment environmentWithWebUi(
      int parallelism, Configuration configuration, int port) {
    configuration.set(RestOptions.PORT, port);
    configuration.set(RestOptions.ADDRESS, "localhost");
    configuration.set(RestOptions.BIND_ADDRESS, "localhost");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(configuration);
    environment.setParallelism(parallelism);
    return withRoom(environment);
  }

  /**
   * Checkpoints stay in memory, but not within Flink's 5 MiB for each subtask, which the state of
   * some 200 groups fills.
   */
  private static StreamExecutionEnvironment withRoom(StreamExecutionEnvironment environment) {
    environment
        .getCheckpointConfig()
        .setCheckpointStorage(new JobManagerCheckpointStorage(LARGEST_STATE));
    return environment;
  }
}
