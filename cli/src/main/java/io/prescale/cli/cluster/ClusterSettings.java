package io.prescale.cli.cluster;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * What cluster to start.
 *
 * @param directory its work folder: logs, configuration, database
 * @param ports of everything
 * @param fleet what to simulate
 * @param model a bundle
 * @param flink how Flink runs
 */
public record ClusterSettings(
    Path directory, ClusterPorts ports, Fleet fleet, Path model, Flink flink) {

  /**
   * The simulated fleet.
   *
   * @param groups auto scaling groups
   * @param seed another one makes another fleet
   * @param observe whether nothing is carried out
   * @param speed its seconds per real second
   * @param start when its time is the real one
   */
  public record Fleet(int groups, long seed, boolean observe, double speed, Instant start) {}

  /**
   * Flink itself.
   *
   * @param taskManagers processes
   * @param slots of each
   * @param memory of a task manager process, such as {@code 2560m}
   * @param highAvailability whether jobs outlive the job manager, by ZooKeeper
   * @param options of Flink that win over all others
   */
  public record Flink(
      int taskManagers,
      int slots,
      String memory,
      boolean highAvailability,
      Map<String, String> options) {}
}
