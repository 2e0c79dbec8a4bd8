package io.prescale.connectors.autoscaling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands not done when a checkpoint was taken, and by how many subtasks their groups were shared
 * out then. A subtask keeps one such state for each group: should the job go on with another
 * parallelism, these are dealt out anew, each as a whole.
 */
final class PendingCommands extends BufferedRequestState<ScalingCommand> {
  /** Parallelism of commands that need not be in the subtask that their group belongs to. */
  static final int SCATTERED = 0;

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(AutoScalingSink.class);

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

  /**
   * Leaves out commands that a later one of the group leads back from, to the capacity that they
   * start with. Whether they were carried out after the checkpoint cannot be told; if so, they
   * would take instances away, or add some, that the group has had for long.
   */
  static List<BufferedRequestState<ScalingCommand>> withoutDetours(
      Collection<BufferedRequestState<ScalingCommand>> restored) {
    List<BufferedRequestState<ScalingCommand>> states = new ArrayList<>();
    for (BufferedRequestState<ScalingCommand> state : restored) {
      LinkedList<RequestEntryWrapper<ScalingCommand>> commands = new LinkedList<>();
      // From the newest on: which capacities of which groups are led to later.
      Map<String, Set<Integer>> reached = new HashMap<>();
      List<RequestEntryWrapper<ScalingCommand>> all = state.getBufferedRequestEntries();
      for (int index = all.size() - 1; index >= 0; index--) {
        ScalingCommand command = all.get(index).getRequestEntry();
        Set<Integer> later = reached.computeIfAbsent(command.group(), group -> new HashSet<>());
        if (later.contains(command.currentCapacity())) {
          LOG.info("Command {}: left out, later commands lead back to where it starts", command);
        } else {
          commands.addFirst(all.get(index));
        }
        later.add(command.desiredCapacity());
      }
      states.add(new PendingCommands(commands, ((PendingCommands) state).parallelism()));
    }
    return states;
  }

  /** Number of subtasks, or {@link #SCATTERED}. */
  int parallelism() {
    return parallelism;
  }
}
