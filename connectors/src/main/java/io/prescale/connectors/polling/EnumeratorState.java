package io.prescale.connectors.polling;

import java.io.IOException;
import java.util.Objects;

/**
 * What the enumerator of a {@link PollingSource} keeps: the split, while no reader has it. Where
 * that cannot be read it is the reason, as Flink may lose what a serializer throws: an enumerator
 * is restored aside while the job starts, and one that fails before the job can hear of it leaves a
 * job that runs and does nothing. Immutable.
 */
public final class EnumeratorState {
  private final PollingSplit unassigned;
  private final IOException unreadable;

  private EnumeratorState(PollingSplit unassigned, IOException unreadable) {
    this.unassigned = unassigned;
    this.unreadable = unreadable;
  }

  /**
   * @param unassigned {@code null} if a reader has the split
   */
  static EnumeratorState of(PollingSplit unassigned) {
    return new EnumeratorState(unassigned, null);
  }

  static EnumeratorState unreadable(IOException reason) {
    return new EnumeratorState(null, Objects.requireNonNull(reason));
  }

  /** {@code null} if a reader has the split, or nobody knows. */
  PollingSplit unassigned() {
    return unassigned;
  }

  /** Why the state cannot be read; {@code null} if it could be. */
  IOException unreadable() {
    return unreadable;
  }
}
