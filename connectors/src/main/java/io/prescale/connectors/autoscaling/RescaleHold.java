package io.prescale.connectors.autoscaling;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;

/**
 * Holds new commands back for a while in a job that was restored with another parallelism. The
 * commands that were not done have been dealt out anew then, so that an older one of a group may be
 * in another subtask than those that follow: it goes first. For one thread.
 */
final class RescaleHold {
  /** Calls take less than a second; what a subtask restored is at work from its first moment. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LongSupplier nanoTime;
  private final long over;
  private final Set<String> restoredIds;
  private boolean isOver;

  private RescaleHold(LongSupplier nanoTime, Set<String> restoredIds) {
    this.nanoTime = nanoTime;
    this.over = nanoTime.getAsLong() + PATIENCE.toNanos();
    this.restoredIds = restoredIds;
  }

  /** For a job at its first start, or restored as it was. */
  static RescaleHold none() {
    RescaleHold hold = new RescaleHold(() -> 0, Set.of());
    hold.isOver = true;
    return hold;
  }

  /**
   * For a job that is restored now.
   *
   * @param restored what this subtask got; it gets something if the parallelism has not changed
   * @param parallelism now
   * @param nanoTime as {@link System#nanoTime()}
   */
  static RescaleHold after(
      Collection<BufferedRequestState<ScalingCommand>> restored,
      int parallelism,
      LongSupplier nanoTime) {
    boolean asItWas =
        !restored.isEmpty()
            && restored.stream()
                .allMatch(state -> ((PendingCommands) state).parallelism() == parallelism);
    if (asItWas) {
      return none();
    }
    Set<String> ids = new HashSet<>();
    for (BufferedRequestState<ScalingCommand> state : restored) {
      state.getBufferedRequestEntries().forEach(entry -> ids.add(entry.getRequestEntry().id()));
    }
    return new RescaleHold(nanoTime, ids);
  }

  /** Whether commands of a group may still be in several subtasks. */
  boolean isOver() {
    if (!isOver && nanoTime.getAsLong() - over >= 0) {
      isOver = true;
      restoredIds.clear();
    }
    return isOver;
  }

  /** How long a command is to wait before its first attempt, nanoseconds. */
  long delayNanos(ScalingCommand command) {
    return isOver() || restoredIds.contains(command.id())
        ? 0
        : Math.max(0, over - nanoTime.getAsLong());
  }
}
