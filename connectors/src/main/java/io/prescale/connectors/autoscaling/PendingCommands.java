package io.prescale.connectors.autoscaling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;

/**
 * Commands not done when a checkpoint was taken, and by how many subtasks their groups were shared
 * out then. A subtask keeps one such state for each group: should the job go on with another
 * parallelism, these are dealt out anew, each as a whole.
 */
final class PendingCommands extends BufferedRequestState<ScalingCommand> {
  /** Parallelism of commands that need not be in the subtask that their group belongs to. */
  static final int SCATTERED = 0;

  private static final long serialVersionUID = 1L;

  private final int parallelism;

  PendingCommands(List<RequestEntryWrapper<ScalingCommand>> commands, int parallelism) {
    super(commands);
    this.parallelism = parallelism;
  }

  /**
   * One state for each group, or an empty one if there are no commands: even that tells a subtask
   * that its parallelism has not changed.
   *
   * @param commands those of one group in their order
   */
  static List<BufferedRequestState<ScalingCommand>> byGroup(
      Iterable<RequestEntryWrapper<ScalingCommand>> commands, int parallelism) {
    Map<String, List<RequestEntryWrapper<ScalingCommand>>> groups = new LinkedHashMap<>();
    for (RequestEntryWrapper<ScalingCommand> command : commands) {
      groups
          .computeIfAbsent(command.getRequestEntry().group(), group -> new ArrayList<>())
          .add(command);
    }
    List<BufferedRequestState<ScalingCommand>> states = new ArrayList<>();
    groups.values().forEach(group -> states.add(new PendingCommands(group, parallelism)));
    return states.isEmpty() ? List.of(new PendingCommands(List.of(), parallelism)) : states;
  }

  /** Number of subtasks, or {@link #SCATTERED}. */
  int parallelism() {
    return parallelism;
  }
}
