package io.prescale.connectors.polling;

import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Gives the one split to the first reader that comes, and the end to all others. */
final class PollingSplitEnumerator implements SplitEnumerator<PollingSplit, PollingSplit> {
  private final SplitEnumeratorContext<PollingSplit> context;

  /** The split while no reader has it. */
  private PollingSplit unassigned;

  PollingSplitEnumerator(SplitEnumeratorContext<PollingSplit> context, PollingSplit unassigned) {
    this.context = context;
    this.unassigned = unassigned;
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int subtask, String requesterHostname) {}

  @Override
  public void addReader(int subtask) {
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

  /** The split, if no reader has it; otherwise {@code null}, which is written as no bytes. */
  @Override
  public PollingSplit snapshotState(long checkpointId) {
    return unassigned;
  }

  @Override
  public void close() {}
}
