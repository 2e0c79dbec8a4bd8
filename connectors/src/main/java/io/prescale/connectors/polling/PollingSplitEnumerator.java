package io.prescale.connectors.polling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Gives the one split to the first reader that comes, and the end to all others. */
final class PollingSplitEnumerator implements SplitEnumerator<PollingSplit, EnumeratorState> {
  private final SplitEnumeratorContext<PollingSplit> context;

  /** Why it has no split to give, and never will; {@code null} if it may. */
  private final IOException unreadable;

  /** The split while no reader has it. */
  private PollingSplit unassigned;

  PollingSplitEnumerator(SplitEnumeratorContext<PollingSplit> context, EnumeratorState state) {
    this.context = context;
    this.unreadable = state.unreadable();
    this.unassigned = state.unassigned();
  }

  /**
   * @throws UncheckedIOException if its state cannot be read; it fails the job
   */
  @Override
  public void start() {
    if (unreadable != null) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void handleSplitRequest(int subtask, String requesterHostname) {}

  @Override
  public void addReader(int subtask) {
    if (unreadable != null) {
      // The job is about to fail; a reader without a split must not end before it does.
      return;
    }
    if (unassigned != null) {
      context.assignSplit(unassigned, subtask);
      unassigned = null;
    }
    // With no more to come, a reader that got nothing ends; the reader of the split does not care.
    context.signalNoMoreSplits(subtask);
  }

  @Override
  public void addSplitsBack(List<PollingSplit> splits, int subtask) {
    if (!splits.isEmpty()) {
      unassigned = splits.get(0);
    }
  }

  /**
   * @throws IOException if its state could not be read: it must not be replaced by none
   */
  @Override
  public EnumeratorState snapshotState(long checkpointId) throws IOException {
    if (unreadable != null) {
      throw unreadable;
    }
    return EnumeratorState.of(unassigned);
  }

  @Override
  public void close() {}
}
